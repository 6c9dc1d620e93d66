package io.fundstream.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.fundstream.runtime.service.RunningService;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RelayTest {
  private final RelayFixture fixture = new RelayFixture();

  @AfterEach
  void close() throws Exception {
    fixture.close();
  }

  @Test
  void events_arrive_once_and_in_order() throws Exception {
    try (RunningService relay = fixture.relay();
        LogWriter log = new LogWriter(fixture.database)) {
      UUID one = UUID.randomUUID();
      UUID other = UUID.randomUUID();
      for (int i = 0; i < 20; i++) {
        log.write(one, 3);
        log.write(other);
      }
      fixture.awaitAll(log);
      assertThat(relay.ready()).isTrue();
    }
  }
}
