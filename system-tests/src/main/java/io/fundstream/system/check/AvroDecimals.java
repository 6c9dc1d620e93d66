package io.fundstream.system.check;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/** Decimals out of generic records: an unscaled number and the schema's scale. */
final class AvroDecimals {
  private AvroDecimals() {}

  /** The number; its field has a value. */
  static BigDecimal of(GenericRecord payload, String field) {
    if (payload.get(field) instanceof ByteBuffer value
        && type(payload, field) instanceof LogicalTypes.Decimal decimal) {
      byte[] bytes = new byte[value.remaining()];
      value.duplicate().get(bytes);
      return new BigDecimal(new BigInteger(bytes), decimal.getScale());
    }
    throw new IllegalArgumentException(field + " is no decimal");
  }

  private static LogicalTypes.@Nullable Decimal type(GenericRecord payload, String field) {
    Schema schema = payload.getSchema().getField(field).schema();
    if (schema.getType() == Schema.Type.UNION) {
      schema =
          schema.getTypes().stream()
              .filter(branch -> branch.getType() != Schema.Type.NULL)
              .findFirst()
              .orElse(schema);
    }
    return schema.getLogicalType() instanceof LogicalTypes.Decimal decimal ? decimal : null;
  }
}
