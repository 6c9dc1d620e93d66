package io.fundstream.runtime.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JsonTest {
  private record Answer(
      UUID id,
      Instant at,
      LocalDate on,
      BigDecimal amount,
      @Nullable BigDecimal cap,
      RawJson config,
      List<Integer> list) {}

  @Test
  void every_value_has_its_one_written_form() {
    Answer answer =
        new Answer(
            new UUID(1, 2),
            Instant.parse("2026-03-31T09:30:00Z"),
            LocalDate.of(2026, 3, 31),
            new BigDecimal("1E+3").setScale(2),
            null,
            new RawJson("{ \"b\":1.50, \"a\" : [ ] }"),
            List.of(1, 2));

    assertThat(Json.text(answer))
        .isEqualTo(
            "{\"id\":\"00000000-0000-0001-0000-000000000002\",\"at\":\"2026-03-31T09:30:00.000000Z\","
                + "\"on\":\"2026-03-31\",\"amount\":\"1000.00\",\"cap\":null,"
                + "\"config\":{ \"b\":1.50, \"a\" : [ ] },\"list\":[1,2]}");
  }
}
