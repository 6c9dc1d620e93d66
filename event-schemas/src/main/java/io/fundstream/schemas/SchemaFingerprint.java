package io.fundstream.schemas;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;

/**
 * How a payload names its schema.
 *
 * <p>Avro's canonical form drops logical types, so two schemas that differ in a decimal's scale
 * share a fingerprint. The SHA-256 beside it covers the whole text and catches that.
 */
public final class SchemaFingerprint {
  private SchemaFingerprint() {}

  /** CRC-64-AVRO of the canonical form, 8 bytes little endian, as single-object encoding has it. */
  public static byte[] of(Schema schema) {
    try {
      return SchemaNormalization.parsingFingerprint("CRC-64-AVRO", schema);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Avro knows CRC-64-AVRO", e);
    }
  }

  /**
   * The schema's text as it is stored and registered: compact JSON, docs and logical types
   * included.
   */
  public static String json(Schema schema) {
    return schema.toString();
  }

  /** SHA-256 of {@link #json}, 32 bytes. */
  public static byte[] sha256(Schema schema) {
    try {
      return MessageDigest.getInstance("SHA-256")
          .digest(json(schema).getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
