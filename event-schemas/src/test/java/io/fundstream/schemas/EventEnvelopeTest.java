package io.fundstream.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EventEnvelopeTest {
  private static final String KEY = "018f0000-0000-7000-8000-00000000000a";

  private final Map<String, String> headers = new HashMap<>();

  EventEnvelopeTest() {
    headers.put(EventHeaders.ID, "018f0000-0000-7000-8000-000000000001");
    headers.put(EventHeaders.TYPE, "fundstream.fund.FundRegistered");
    headers.put(EventHeaders.SUBJECT, KEY);
    headers.put(EventHeaders.TIME, "2026-11-21T10:00:00.123456Z");
    headers.put(EventHeaders.STREAM_VERSION, "1");
    headers.put(EventHeaders.PARTITION_SEQ, "7");
    headers.put(EventHeaders.EVENT_HASH, "ab".repeat(32));
    headers.put(EventHeaders.EFFECTIVE_ON, "2026-11-20");
    headers.put(EventHeaders.TENANT, Tenant.DEFAULT.toString());
    headers.put(EventHeaders.ACTOR, "api-key:default");
    headers.put(EventHeaders.CORRELATION_ID, "c-1");
  }

  private EventEnvelope read(String key) {
    return EventEnvelope.read(
        key.getBytes(StandardCharsets.UTF_8),
        name -> {
          String value = headers.get(name);
          return value == null ? null : value.getBytes(StandardCharsets.UTF_8);
        });
  }

  @Test
  void headers_become_an_envelope() {
    EventEnvelope envelope = read(KEY);
    assertThat(envelope.context()).isEqualTo("fund");
    assertThat(envelope.shortType()).isEqualTo("FundRegistered");
    assertThat(envelope.position()).isEqualTo(KEY + ":7");
    assertThat(envelope.recordedAt()).isEqualTo(Instant.parse("2026-11-21T10:00:00.123456Z"));
    assertThat(envelope.causationId()).isNull();
  }

  @Test
  void each_missing_header_is_named() {
    for (String name : headers.keySet().toArray(String[]::new)) {
      String value = headers.remove(name);
      assertThatThrownBy(() -> read(KEY))
          .isInstanceOf(MalformedEvent.class)
          .hasMessageContaining(name);
      headers.put(name, value);
    }
  }

  @Test
  void each_header_that_cannot_be_read_is_named() {
    for (String name :
        new String[] {
          EventHeaders.ID,
          EventHeaders.TYPE,
          EventHeaders.TIME,
          EventHeaders.PARTITION_SEQ,
          EventHeaders.EVENT_HASH,
          EventHeaders.EFFECTIVE_ON
        }) {
      String value = headers.put(name, "nonsense");
      assertThatThrownBy(() -> read(KEY))
          .isInstanceOf(MalformedEvent.class)
          .hasMessageContaining(name);
      headers.put(name, value);
    }
  }

  @Test
  void a_key_in_capitals_is_refused_because_it_would_hash_to_another_partition() {
    assertThatThrownBy(() -> read(KEY.toUpperCase(java.util.Locale.ROOT)))
        .isInstanceOf(MalformedEvent.class)
        .hasMessageContaining("key");
  }

  @Test
  void instants_always_show_six_digits() {
    Instant whole = Instant.parse("2026-11-21T10:00:00Z");
    assertThat(Instants.text(whole)).isEqualTo("2026-11-21T10:00:00.000000Z");
    assertThat(Instants.ofMicros(Instants.micros(whole))).isEqualTo(whole);
    assertThat(Instants.micros(Instant.parse("1969-12-31T23:59:59.999999Z"))).isEqualTo(-1);
  }
}
