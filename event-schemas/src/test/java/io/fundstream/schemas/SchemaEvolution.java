package io.fundstream.schemas;

import java.util.ArrayList;
import java.util.List;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.jspecify.annotations.Nullable;

/**
 * What would break somebody if a released schema were followed by another. Each complaint names the
 * field.
 */
final class SchemaEvolution {
  private SchemaEvolution() {}

  /** Every reason why {@code next} may not follow {@code released}; empty when it may. */
  static List<String> complaints(Schema released, Schema next) {
    List<String> complaints = new ArrayList<>();
    compatible("a new reader cannot read an old event", next, released, complaints);
    compatible("an old reader cannot read a new event", released, next, complaints);
    for (Schema.Field old : released.getFields()) {
      Schema.Field now = next.getField(old.name());
      if (now != null) {
        logicalTypes(next.getName() + "." + old.name(), old.schema(), now.schema(), complaints);
      }
    }
    return complaints;
  }

  private static void compatible(
      String what, Schema reader, Schema writer, List<String> complaints) {
    var result = SchemaCompatibility.checkReaderWriterCompatibility(reader, writer);
    if (result.getType() == SchemaCompatibilityType.COMPATIBLE) {
      return;
    }
    result
        .getResult()
        .getIncompatibilities()
        .forEach(at ->
            complaints.add(
                "%s: %s at %s: %s"
                    .formatted(what, writer.getName(), at.getLocation(), at.getMessage())));
  }

  /** Avro itself does not look at logical types: bytes are bytes to it, whatever their scale. */
  private static void logicalTypes(String field, Schema old, Schema now, List<String> complaints) {
    String before = describe(old);
    String after = describe(now);
    if (!before.equals(after)) {
      complaints.add("%s was %s and would become %s".formatted(field, before, after));
    }
  }

  private static String describe(Schema schema) {
    return switch (schema.getType()) {
      case UNION -> schema.getTypes().stream().map(SchemaEvolution::describe).toList().toString();
      case ARRAY -> "array of " + describe(schema.getElementType());
      case MAP -> "map of " + describe(schema.getValueType());
      case RECORD, ENUM, FIXED, STRING, BYTES, INT, LONG, FLOAT, DOUBLE, BOOLEAN, NULL ->
          plain(schema);
    };
  }

  private static String plain(Schema schema) {
    @Nullable LogicalType logical = schema.getLogicalType();
    if (logical instanceof LogicalTypes.Decimal decimal) {
      return "decimal(%d,%d)".formatted(decimal.getPrecision(), decimal.getScale());
    }
    return logical == null ? schema.getType().getName() : logical.getName();
  }
}
