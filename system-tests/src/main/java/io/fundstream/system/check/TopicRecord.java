package io.fundstream.system.check;

import java.nio.ByteBuffer;
import java.util.Map;

/**
 * A record as a consumer got it.
 *
 * @param headers text by name
 * @param schemaId the registry's, out of the value
 * @param data the Avro record itself
 */
public record TopicRecord(
    int partition,
    long offset,
    String key,
    Map<String, String> headers,
    int schemaId,
    ByteBuffer data) {

  public TopicRecord {
    headers = Map.copyOf(headers);
  }

  /** A header's text; empty if there is none. */
  public String header(String name) {
    return headers.getOrDefault(name, "");
  }

  /** The event's id. */
  public String eventId() {
    return header("ce_id");
  }

  /** The event's number under its partition key; -1 if there is none. */
  public long seq() {
    String text = header("ce_partitionseq");
    return text.matches("\\d{1,18}") ? Long.parseLong(text) : -1;
  }

  /** The same record with another value. */
  TopicRecord with(ByteBuffer otherData) {
    return new TopicRecord(partition, offset, key, headers, schemaId, otherData);
  }

  /** In a few words. */
  public String line() {
    return "partition %d offset %d, seq %d, event %s"
        .formatted(partition, offset, seq(), eventId());
  }
}
