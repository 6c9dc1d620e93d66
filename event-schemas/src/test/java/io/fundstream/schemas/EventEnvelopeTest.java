package io.fundstream.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
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

  @Test
  void an_instant_is_read_as_java_reads_it() {
    long seed = System.nanoTime();
    System.out.println("EventEnvelopeTest seed " + seed);
    Random random = new Random(seed);
    for (int n = 0; n < 20_000; n++) {
      // 0000 to 9999, negative and leap years among them
      Instant instant =
          Instants.ofMicros(random.nextLong(-62_167_219_200_000_000L, 253_402_300_800_000_000L));
      String text = Instants.text(instant);
      assertThat(Instants.parse(text)).isEqualTo(instant);
      String broken = changed(text, random);
      assertThat(orRefused(Instants::parse, broken))
          .as(broken)
          .isEqualTo(orRefused(Instant::parse, broken));
    }
    for (String text : List.of("2026-02-29T00:00:00.000000Z", "2024-02-29T24:00:00.000000Z", "")) {
      assertThat(orRefused(Instants::parse, text))
          .as(text)
          .isEqualTo(orRefused(Instant::parse, text));
    }
  }

  private static String changed(String text, Random random) {
    String with = "0123456789-:.TZz+ ";
    int at = random.nextInt(text.length());
    char c = with.charAt(random.nextInt(with.length()));
    return switch (random.nextInt(3)) {
      case 0 -> text.substring(0, at) + c + text.substring(at + 1);
      case 1 -> text.substring(0, at) + text.substring(at + 1);
      default -> text.substring(0, at) + c + text.substring(at);
    };
  }

  private static Optional<Instant> orRefused(Function<String, Instant> parse, String text) {
    try {
      return Optional.of(parse.apply(text));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
