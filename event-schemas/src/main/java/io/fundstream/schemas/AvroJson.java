package io.fundstream.schemas;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;

/**
 * An event's payload as JSON, as every Fundstream answer shows it.
 *
 * <p>Decimals are strings with their scale, dates and instants ISO text. A string field with the
 * property {@code fundstream.mediaType: application/json} holds JSON and is put in as it is, byte
 * for byte. Fields keep the schema's order, so that the same bytes always give the same text.
 */
public final class AvroJson {
  /** The field property that says which media type a string holds. */
  public static final String MEDIA_TYPE = "fundstream.mediaType";

  private static final JsonFactory JSON =
      JsonFactory.builder().disable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  private AvroJson() {}

  /**
   * The record as one JSON object on one line.
   *
   * @throws MalformedEvent if a field holds a type that no event of this contract has
   */
  public static String text(GenericRecord event) {
    StringWriter out = new StringWriter(256);
    try (JsonGenerator json = JSON.createGenerator(out)) {
      write(json, event);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    return out.toString();
  }

  private static void write(JsonGenerator json, GenericRecord event) throws IOException {
    json.writeStartObject();
    for (Schema.Field field : event.getSchema().getFields()) {
      json.writeFieldName(field.name());
      Object value = event.get(field.pos());
      if (value != null && "application/json".equals(field.getProp(MEDIA_TYPE))) {
        json.writeRawValue(value.toString());
      } else {
        write(json, field.name(), value);
      }
    }
    json.writeEndObject();
  }

  private static void write(
      JsonGenerator json, String field, @org.jspecify.annotations.Nullable Object value)
      throws IOException {
    switch (value) {
      case null -> json.writeNull();
      case CharSequence text -> json.writeString(text.toString());
      case Integer number -> json.writeNumber(number);
      case Long number -> json.writeNumber(number);
      case Boolean flag -> json.writeBoolean(flag);
      case BigDecimal decimal -> json.writeString(decimal.toPlainString());
      case Instant instant -> json.writeString(Instants.text(instant));
      case java.time.LocalDate date -> json.writeString(date.toString());
      case java.util.UUID uuid -> json.writeString(uuid.toString());
      case GenericRecord nested -> write(json, nested);
      case Iterable<?> items -> writeArray(json, field, items);
      case Map<?, ?> members -> writeMap(json, members);
      case org.apache.avro.generic.GenericEnumSymbol<?> symbol ->
          json.writeString(symbol.toString());
      // Object is open: this is no event type left out, but a type no schema of ours may have.
      case Object other ->
          throw new MalformedEvent(
              "the field " + field + " holds a " + other.getClass().getSimpleName());
    }
  }

  private static void writeArray(JsonGenerator json, String field, Iterable<?> items)
      throws IOException {
    json.writeStartArray();
    for (Object item : items) {
      write(json, field, item);
    }
    json.writeEndArray();
  }

  private static void writeMap(JsonGenerator json, Map<?, ?> members) throws IOException {
    json.writeStartObject();
    for (Map.Entry<?, ?> member : members.entrySet()) {
      json.writeFieldName(String.valueOf(member.getKey()));
      write(json, String.valueOf(member.getKey()), member.getValue());
    }
    json.writeEndObject();
  }
}
