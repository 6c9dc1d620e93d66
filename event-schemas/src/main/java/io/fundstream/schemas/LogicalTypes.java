package io.fundstream.schemas;

import org.apache.avro.Conversions;
import org.apache.avro.data.TimeConversions;
import org.apache.avro.generic.GenericData;

/** Avro's generic data model with the logical types that events use. */
final class LogicalTypes {
  static final GenericData DATA = create();

  private LogicalTypes() {}

  private static GenericData create() {
    GenericData data = new GenericData();
    data.addLogicalTypeConversion(new Conversions.DecimalConversion());
    data.addLogicalTypeConversion(new Conversions.UUIDConversion());
    data.addLogicalTypeConversion(new TimeConversions.DateConversion());
    data.addLogicalTypeConversion(new TimeConversions.TimestampMicrosConversion());
    return data;
  }
}
