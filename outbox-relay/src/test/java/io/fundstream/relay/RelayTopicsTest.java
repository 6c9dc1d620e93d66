package io.fundstream.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.fundstream.parts.TestRegistry;
import io.fundstream.runtime.config.Settings;
import io.fundstream.runtime.service.RunningService;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;

/** Which topics there are before there is an event. */
class RelayTopicsTest {
  @Test
  void the_first_start_makes_the_topics_of_this_release_and_of_the_contexts_that_are_set()
      throws Exception {
    try (RelayFixture fixture = new RelayFixture();
        RunningService relay = Main.start(with(fixture, "later, much-later"));
        Admin admin = Admin.create(Map.of("bootstrap.servers", fixture.kafka.bootstrapServers()))) {
      RelayFixture.awaitReady(relay);
      assertThat(admin.listTopics().names().get())
          .contains("fundstream.fund", "fundstream.fund.dlq")
          .contains("fundstream.later", "fundstream.much-later", "fundstream.much-later.dlq");
    }
  }

  private static RelayConfig with(RelayFixture fixture, String contexts) {
    return RelayConfig.from(
        Settings.from(
            Map.of(
                "FUNDSTREAM_HTTP_HOST", "127.0.0.1",
                "FUNDSTREAM_HTTP_PORT", "0",
                "FUNDSTREAM_DATABASE_URL", fixture.database.url(),
                "FUNDSTREAM_DATABASE_PASSWORD", fixture.database.password("fundstream_relay"),
                "FUNDSTREAM_KAFKA_BOOTSTRAP", fixture.kafka.bootstrapServers(),
                "FUNDSTREAM_REGISTRY_URL", TestRegistry.shared().url(),
                "FUNDSTREAM_RELAY_CONTEXTS", contexts),
            "relay"));
  }
}
