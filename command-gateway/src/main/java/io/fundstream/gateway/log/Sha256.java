package io.fundstream.gateway.log;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256, which every Java platform has. */
public final class Sha256 {
  /** Looking one up costs as much as digesting a short text; copying one that is new does not. */
  private static final MessageDigest NEW = lookUp();

  private Sha256() {}

  private static MessageDigest lookUp() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** A new digest. */
  public static MessageDigest start() {
    try {
      return (MessageDigest) NEW.clone();
    } catch (CloneNotSupportedException e) {
      return lookUp();
    }
  }

  public static byte[] digest(byte[] bytes) {
    return start().digest(bytes);
  }
}
