package io.fundstream.schemas;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The current schema of an event and the released ones that it only adds fields to, at the end and
 * with the default null.
 *
 * <p>A null is one zero byte in Avro. So a record whose added fields are all null is, but for the
 * fingerprint and as many zeros at its end, a record of the older version.
 */
final class OlderVersions {
  private static final byte[] MARKER = {(byte) 0xC3, 0x01};

  /** A version, how many fields it lacks, and how its records begin. */
  private record Version(int missing, byte[] head) {}

  private final byte[] current;
  private final List<Version> mostMissingFirst;

  private OlderVersions(byte[] current, List<Version> older) {
    this.current = current;
    this.mostMissingFirst =
        older.stream().sorted(Comparator.comparingInt(Version::missing).reversed()).toList();
  }

  static OlderVersions of(Schema schema) {
    String namespace = schema.getNamespace();
    String context = namespace.substring(namespace.lastIndexOf('.') + 1);
    Schema now = plain(schema);
    List<Version> older = new ArrayList<>();
    for (Schema released : Context.released(context, schema.getName())) {
      int missing = now.getFields().size() - released.getFields().size();
      if (missing > 0 && begins(now, plain(released)) && nullable(now, missing)) {
        older.add(new Version(missing, head(released)));
      }
    }
    return new OlderVersions(head(schema), older);
  }

  /** Without what the code generator has added. */
  private static Schema plain(Schema schema) {
    return new Schema.Parser().parse(SchemaFingerprint.json(schema));
  }

  private static boolean begins(Schema now, Schema older) {
    for (Schema.Field field : older.getFields()) {
      Schema.Field same = now.getFields().get(field.pos());
      if (!same.name().equals(field.name()) || !same.schema().equals(field.schema())) {
        return false;
      }
    }
    return true;
  }

  private static boolean nullable(Schema now, int last) {
    List<Schema.Field> fields = now.getFields();
    return fields.subList(fields.size() - last, fields.size()).stream()
        .map(Schema.Field::schema)
        .allMatch(one -> one.isUnion() && one.getTypes().getFirst().getType() == Schema.Type.NULL);
  }

  private static byte[] head(Schema schema) {
    byte[] print = SchemaFingerprint.of(schema);
    byte[] head = Arrays.copyOf(MARKER, MARKER.length + print.length);
    System.arraycopy(print, 0, head, MARKER.length, print.length);
    return head;
  }

  /** How a record in the current schema begins, in single-object encoding. */
  byte[] head() {
    return current;
  }

  boolean isEmpty() {
    return mostMissingFirst.isEmpty();
  }

  /**
   * @return 0 for the current schema; -1 if the fingerprint is of neither it nor one of these
   */
  int missing(byte[] fingerprint) {
    if (hasFingerprint(current, fingerprint)) {
      return 0;
    }
    for (Version version : mostMissingFirst) {
      if (hasFingerprint(version.head, fingerprint)) {
        return version.missing;
      }
    }
    return -1;
  }

  private static boolean hasFingerprint(byte[] head, byte[] fingerprint) {
    return Arrays.equals(head, MARKER.length, head.length, fingerprint, 0, fingerprint.length);
  }

  /** The payload in the oldest version that lacks no value of the record. */
  byte[] shortened(byte[] payload, @Nullable Object[] values) {
    for (Version version : mostMissingFirst) {
      if (endsWithNulls(values, version.missing)) {
        byte[] shorter = Arrays.copyOf(payload, payload.length - version.missing);
        System.arraycopy(version.head, 0, shorter, 0, version.head.length);
        return shorter;
      }
    }
    return payload;
  }

  private static boolean endsWithNulls(@Nullable Object[] values, int last) {
    for (int n = values.length - last; n < values.length; n++) {
      if (values[n] != null) {
        return false;
      }
    }
    return true;
  }
}
