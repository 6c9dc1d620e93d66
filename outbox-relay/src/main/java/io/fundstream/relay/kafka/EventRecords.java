package io.fundstream.relay.kafka;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.fundstream.relay.Refused;
import io.fundstream.relay.plan.EventRow;
import io.fundstream.schemas.ConfluentWire;
import io.fundstream.schemas.EventHeaders;
import io.fundstream.schemas.Instants;
import io.fundstream.schemas.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * A row of the log as a Kafka record. The payload's bytes are copied, only their header changes.
 */
public final class EventRecords {
  private static final JsonFactory JSON = new JsonFactory();
  private static final HexFormat HEX = HexFormat.of();
  private static final byte[] SPEC_VERSION = ascii("1.0");
  private static final byte[] AVRO = ascii(EventHeaders.AVRO);

  private EventRecords() {}

  /**
   * The record.
   *
   * @param schemaId the registry's id of the payload's schema
   * @throws Refused if the row is not what a gateway writes
   */
  public static ProducerRecord<byte[], byte[]> of(EventRow row, int schemaId) {
    return new ProducerRecord<>(
        Topics.of(row.context()),
        null,
        row.recordedAt().toEpochMilli(),
        ascii(row.partitionKey().toString()),
        ConfluentWire.frame(schemaId, row.payload()),
        headers(row));
  }

  private static Headers headers(EventRow row) {
    Headers headers =
        new RecordHeaders()
            .add(EventHeaders.SPEC_VERSION, SPEC_VERSION)
            .add(EventHeaders.ID, ascii(row.eventId()))
            .add(EventHeaders.SOURCE, utf8(EventHeaders.source(row.context())))
            .add(EventHeaders.TYPE, utf8(row.eventType()))
            .add(EventHeaders.SUBJECT, ascii(row.streamId()))
            .add(EventHeaders.TIME, ascii(Instants.text(row.recordedAt())))
            .add(EventHeaders.CONTENT_TYPE, AVRO)
            .add(EventHeaders.STREAM_VERSION, ascii(Integer.toString(row.version())))
            .add(EventHeaders.PARTITION_SEQ, ascii(Long.toString(row.seq())))
            .add(EventHeaders.EVENT_HASH, ascii(HEX.formatHex(row.hash())))
            .add(EventHeaders.EFFECTIVE_ON, ascii(row.effectiveOn().toString()))
            .add(EventHeaders.TENANT, ascii(row.tenant()));
    addMetadata(headers, row);
    return headers;
  }

  private static void addMetadata(Headers headers, EventRow row) {
    try (JsonParser json = JSON.createParser(row.metadata())) {
      json.nextToken();
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        String value = json.nextTextValue();
        if (value == null) {
          throw new Refused("the metadata of " + row.position() + " holds more than text");
        }
        headers.add(header(name, row), utf8(value));
      }
    } catch (IOException e) {
      throw new Refused("the metadata of " + row.position() + " is not JSON: " + e.getMessage());
    }
  }

  private static String header(String name, EventRow row) {
    return switch (name) {
      case "actor" -> EventHeaders.ACTOR;
      case "correlationId" -> EventHeaders.CORRELATION_ID;
      case "causationId" -> EventHeaders.CAUSATION_ID;
      case "traceparent" -> EventHeaders.TRACEPARENT;
      // Strings are open: this is a wire format, not one of our sealed types.
      default -> throw new Refused("unknown metadata " + name + " at " + row.position());
    };
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
