package io.fundstream.parts.containers;

import io.fundstream.parts.Kafka;
import io.fundstream.parts.KafkaAnswers;
import io.fundstream.parts.KafkaSettings;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** apache/kafka:4.3.1 with the settings of the embedded one. */
final class KafkaContainerPart extends ContainerPart implements Kafka {
  private static final int INNER_PORT = 9092;
  private static final int CONTROLLER_PORT = 9093;

  private final int port;

  KafkaContainerPart(int port) {
    super("kafka", "apache/kafka:4.3.1", port, INNER_PORT);
    this.port = port;
    Map<String, String> settings = new TreeMap<>(KafkaSettings.ALWAYS);
    settings.put("listeners", "PLAINTEXT://:" + INNER_PORT + ",CONTROLLER://:" + CONTROLLER_PORT);
    settings.put("advertised.listeners", "PLAINTEXT://" + bootstrapServers());
    settings.put("controller.quorum.voters", KafkaSettings.NODE + "@localhost:" + CONTROLLER_PORT);
    // The image turns such names back into Kafka's.
    settings.forEach((name, value) ->
        container.withEnv("KAFKA_" + name.toUpperCase(Locale.ROOT).replace('.', '_'), value));
  }

  @Override
  boolean answers() {
    return KafkaAnswers.at(bootstrapServers());
  }

  @Override
  public String bootstrapServers() {
    return container.getHost() + ":" + port;
  }
}
