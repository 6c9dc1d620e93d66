package io.fundstream.projector.support;

import io.fundstream.schemas.EventHeaders;
import io.fundstream.schemas.Instants;
import io.fundstream.schemas.Tenant;
import io.fundstream.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.Schema;

/** An event as the relay would send it; ids, hash and times follow from key and seq. */
@SuppressWarnings("ArrayRecordComponent") // passed on, never compared
public record TestEvent(
    String context, UUID key, long seq, UUID stream, int version, Schema schema, byte[] payload) {
  private static final Instant BEGIN = Instant.parse("2026-01-02T03:04:05.000006Z");

  public String topic() {
    return Topics.of(context);
  }

  public UUID id() {
    return UUID.nameUUIDFromBytes((key + ":" + seq).getBytes(StandardCharsets.UTF_8));
  }

  public Instant recordedAt() {
    return BEGIN.plusMillis(seq).plusNanos(7_000);
  }

  /** The headers of the wire contract. */
  public Map<String, String> headers() {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put(EventHeaders.SPEC_VERSION, "1.0");
    headers.put(EventHeaders.ID, id().toString());
    headers.put(EventHeaders.SOURCE, EventHeaders.source(context));
    headers.put(EventHeaders.TYPE, schema.getFullName());
    headers.put(EventHeaders.SUBJECT, stream.toString());
    headers.put(EventHeaders.TIME, Instants.text(recordedAt()));
    headers.put(EventHeaders.CONTENT_TYPE, EventHeaders.AVRO);
    headers.put(EventHeaders.STREAM_VERSION, Integer.toString(version));
    headers.put(EventHeaders.PARTITION_SEQ, Long.toString(seq));
    headers.put(EventHeaders.EVENT_HASH, "ab".repeat(32));
    headers.put(EventHeaders.EFFECTIVE_ON, LocalDate.of(2026, 1, 2).toString());
    headers.put(EventHeaders.TENANT, Tenant.DEFAULT.toString());
    headers.put(EventHeaders.ACTOR, "api-key:default");
    headers.put(EventHeaders.CORRELATION_ID, "test-" + seq);
    return headers;
  }
}
