package io.fundstream.parts;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Random passwords. */
public final class Passwords {
  private static final SecureRandom RANDOM = new SecureRandom();

  private Passwords() {}

  /** 128 random bits as 32 hexadecimal digits: safe in any file, address or command. */
  public static String random() {
    byte[] bytes = new byte[16];
    RANDOM.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
