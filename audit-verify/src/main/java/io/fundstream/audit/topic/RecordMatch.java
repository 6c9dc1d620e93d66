package io.fundstream.audit.topic;

import io.fundstream.audit.log.LoggedEvent;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * Compares a record with its event: key, time, every header, and the payload after the exchange of
 * the ten bytes of Avro's single-object header for the five of the wire.
 */
final class RecordMatch {
  private static final int STORED_HEADER = 10;
  private static final int WIRE_HEADER = 5;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

  /** Headers that come from the metadata column: compared with it as a whole. */
  private static final Set<String> OF_METADATA =
      Set.of("ce_actor", "ce_causationid", "ce_correlationid", "traceparent");

  private final Map<String, Integer> idOfSchema = new HashMap<>();
  private final Map<Integer, String> schemaOfId = new HashMap<>();

  /** What differs, a phrase each; empty when the record is the event. */
  List<String> differences(LoggedEvent event, ConsumerRecord<byte[], byte[]> record) {
    List<String> differences = new ArrayList<>();
    if (!event.partitionKey().toString().equals(text(record.key()))) differences.add("key");
    if (record.timestamp() != event.recordedAtInstant().toEpochMilli()) {
      differences.add("timestamp");
    }
    headers(event, record, differences);
    metadata(event, record, differences);
    String payload = payload(event, record.value());
    if (payload != null) differences.add(payload);
    return differences;
  }

  private static void headers(
      LoggedEvent event, ConsumerRecord<byte[], byte[]> record, List<String> differences) {
    Map<String, String> expected = expected(event);
    Set<String> seen = new HashSet<>();
    for (Header header : record.headers()) {
      String name = header.key();
      if (!seen.add(name)) differences.add("header " + name + " twice");
      if (OF_METADATA.contains(name)) continue;
      String right = expected.get(name);
      if (right == null) {
        differences.add("header " + name + ", which belongs to no event");
      } else if (!right.equals(text(header.value()))) {
        differences.add("header %s: %s instead of %s".formatted(name, text(header.value()), right));
      }
    }
    expected.keySet().stream()
        .filter(name -> !seen.contains(name))
        .forEach(name -> differences.add("header " + name + " is missing"));
  }

  private static Map<String, String> expected(LoggedEvent event) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("ce_specversion", "1.0");
    headers.put("ce_id", event.eventId().toString());
    headers.put("ce_source", "/fundstream/" + event.context());
    headers.put("ce_type", event.eventType());
    headers.put("ce_subject", event.streamId().toString());
    headers.put("ce_time", TIME.format(event.recordedAtInstant()));
    headers.put("content-type", "application/avro");
    headers.put("ce_streamversion", Integer.toString(event.version()));
    headers.put("ce_partitionseq", Long.toString(event.seq()));
    headers.put("ce_eventhash", HexFormat.of().formatHex(event.hash()));
    headers.put("ce_effectiveon", event.effectiveOn());
    headers.put("ce_tenant", event.tenant().toString());
    return headers;
  }

  private static void metadata(
      LoggedEvent event, ConsumerRecord<byte[], byte[]> record, List<String> differences) {
    String actor = Position.header(record, "ce_actor");
    String correlation = Position.header(record, "ce_correlationid");
    if (actor == null || correlation == null) {
      differences.add("header ce_actor or ce_correlationid is missing");
      return;
    }
    byte[] rebuilt =
        CanonicalMetadata.of(
            actor,
            Position.header(record, "ce_causationid"),
            correlation,
            Position.header(record, "traceparent"));
    if (!Arrays.equals(rebuilt, event.metadata())) {
      differences.add(
          "metadata: the headers say %s, the log %s"
              .formatted(text(rebuilt), text(event.metadata())));
    }
  }

  private @Nullable String payload(LoggedEvent event, byte @Nullable [] value) {
    byte[] stored = event.payload();
    if (value == null || value.length < WIRE_HEADER || value[0] != 0) {
      return "the value is not in Confluent's wire format";
    }
    if (stored.length < STORED_HEADER
        || !Arrays.equals(stored, STORED_HEADER, stored.length, value, WIRE_HEADER, value.length)) {
      return "payload";
    }
    // One id for one schema and one schema for one id, whatever the numbers are.
    int id = ByteBuffer.wrap(value).getInt(1);
    String schema = HexFormat.of().formatHex(stored, 2, STORED_HEADER);
    Integer known = idOfSchema.putIfAbsent(schema, id);
    String other = schemaOfId.putIfAbsent(id, schema);
    boolean same = (known == null || known == id) && (other == null || other.equals(schema));
    return same ? null : "schema id " + id + " for schema " + schema;
  }

  private static String text(byte @Nullable [] bytes) {
    return bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
  }
}
