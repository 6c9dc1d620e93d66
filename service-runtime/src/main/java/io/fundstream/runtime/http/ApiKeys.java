package io.fundstream.runtime.http;

import io.fundstream.runtime.config.Settings;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Knows the one configured key by its SHA-256. The key itself is never kept. */
public final class ApiKeys {
  private static final String SCHEME = "Bearer ";
  private static final int LONGEST_KEY = 512;

  private final byte[] sha256;
  private final Principal principal;

  private ApiKeys(byte[] sha256, Principal principal) {
    this.sha256 = sha256.clone();
    this.principal = principal;
  }

  /**
   * @param sha256Hex 64 hexadecimal digits: SHA-256 of the key's UTF-8 bytes
   * @throws IllegalArgumentException if it is no such thing
   */
  public static ApiKeys of(String sha256Hex, Principal principal) {
    byte[] hash = HexFormat.of().parseHex(sha256Hex);
    if (hash.length != 32) throw new IllegalArgumentException("a SHA-256 has 64 digits");
    return new ApiKeys(hash, principal);
  }

  /** Reads {@code FUNDSTREAM_API_KEY_SHA256}. The key's actor is {@code api-key:default}. */
  public static ApiKeys from(Settings settings, UUID tenant) {
    String name = "FUNDSTREAM_API_KEY_SHA256";
    String hex = settings.secret(name, null, "SHA-256 of the API key, 64 hexadecimal digits");
    Principal principal = new Principal(tenant, "api-key:default");
    try {
      return of(hex, principal);
    } catch (IllegalArgumentException e) {
      if (!hex.isEmpty()) settings.refuse(name + ": not 64 hexadecimal digits");
      return new ApiKeys(new byte[32], principal);
    }
  }

  /** The hash to configure for a key, as lower-case hexadecimal digits. */
  public static String sha256(String key) {
    return HexFormat.of().formatHex(hash(key));
  }

  /** Who the key in an {@code Authorization} header belongs to; compared in constant time. */
  public Optional<Principal> principal(@Nullable String authorization) {
    if (authorization == null
        || authorization.length() > LONGEST_KEY
        || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return Optional.empty();
    }
    byte[] given = hash(authorization.substring(SCHEME.length()).strip());
    return MessageDigest.isEqual(sha256, given) ? Optional.of(principal) : Optional.empty();
  }

  private static byte[] hash(String key) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
