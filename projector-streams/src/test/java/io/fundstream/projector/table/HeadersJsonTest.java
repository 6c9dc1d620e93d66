package io.fundstream.projector.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HeadersJsonTest {
  @Test
  void text_stays_readable() {
    assertThat(HeadersJson.write(Map.of("ce_id", "a \"b\" é".getBytes(StandardCharsets.UTF_8))))
        .isEqualTo("{\"ce_id\":\"a \\\"b\\\" é\"}");
  }

  @Test
  void any_bytes_come_back_the_same() {
    long seed = System.nanoTime();
    System.out.println("HeadersJsonTest seed " + seed);
    Random random = new Random(seed);
    for (int round = 0; round < 500; round++) {
      Map<String, byte[]> headers = new HashMap<>();
      for (int i = 0; i < 4; i++) {
        byte[] value = new byte[random.nextInt(12)];
        random.nextBytes(value);
        headers.put("h" + i, value);
      }
      Map<String, byte[]> back = HeadersJson.read(HeadersJson.write(headers));
      assertThat(back.keySet()).isEqualTo(headers.keySet());
      headers.forEach(
          (name, value) -> assertThat(back.get(name)).as("seed %d", seed).isEqualTo(value));
    }
  }
}
