package io.fundstream.schemas;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import org.apache.avro.LogicalTypes.Decimal;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.jspecify.annotations.Nullable;

/** Records of any event's schema with values that depend on the seed alone. */
final class RandomRecords {
  private static final int LONGEST = 40;

  private final RandomGenerator random;

  RandomRecords(long seed) {
    random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
  }

  GenericData.Record record(Schema schema) {
    GenericData.Record record = new GenericData.Record(schema);
    schema.getFields().forEach(field -> record.put(field.pos(), value(field.schema())));
    return record;
  }

  private @Nullable Object value(Schema schema) {
    return switch (schema.getType()) {
      case UNION -> random.nextInt(3) == 0 ? null : value(schema.getTypes().get(1));
      case STRING -> text();
      case INT -> random.nextInt();
      case LONG -> random.nextLong();
      case BOOLEAN -> random.nextBoolean();
      case BYTES -> decimal((Decimal) schema.getLogicalType());
      case ARRAY ->
          IntStream.range(0, random.nextInt(5))
              .mapToObj(n -> value(schema.getElementType()))
              .toList();
      case RECORD -> record(schema);
      case FLOAT, DOUBLE, NULL, ENUM, MAP, FIXED ->
          throw new IllegalArgumentException("no event has a field of type " + schema);
    };
  }

  private String text() {
    int[] points =
        random
            .ints(random.nextInt(LONGEST), 1, 0x1F600)
            .filter(Character::isDefined)
            .filter(point -> point < Character.MIN_SURROGATE || point > Character.MAX_SURROGATE)
            .toArray();
    return new String(points, 0, points.length);
  }

  private BigDecimal decimal(Decimal type) {
    BigInteger most = BigInteger.TEN.pow(type.getPrecision());
    BigInteger unscaled = new BigInteger(most.bitLength(), new java.util.Random(random.nextLong()));
    BigInteger bounded = unscaled.mod(most);
    return new BigDecimal(random.nextBoolean() ? bounded : bounded.negate(), type.getScale());
  }
}
