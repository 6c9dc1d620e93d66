package io.fundstream.schemas;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String JAVA_STRING = "avro.java.string";

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
   * included, without what the Java generator adds for itself, which is no business of a reader in
   * another language.
   */
  public static String json(Schema schema) {
    try {
      return JSON.writeValueAsString(withoutJava(JSON.readTree(schema.toString())));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a schema's text is JSON", e);
    }
  }

  private static JsonNode withoutJava(JsonNode node) {
    if (node instanceof ObjectNode object) {
      boolean generated = object.remove(JAVA_STRING) != null;
      if (generated && object.size() == 1 && object.has("type")) {
        return object.get("type");
      }
      object.properties().forEach(member -> member.setValue(withoutJava(member.getValue())));
    } else if (node instanceof ArrayNode array) {
      for (int n = 0; n < array.size(); n++) {
        array.set(n, withoutJava(array.get(n)));
      }
    }
    return node;
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
