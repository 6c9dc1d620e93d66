package io.fundstream.parts.containers;

import io.fundstream.parts.Kafka;
import io.fundstream.parts.KafkaAnswers;
import io.fundstream.parts.KafkaSettings;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.testcontainers.images.builder.Transferable;

/** apache/kafka:4.3.1 with the settings of the embedded one, given as the files the image takes. */
final class KafkaContainerPart extends ContainerPart implements Kafka {
  private static final int INNER_PORT = 9092;
  private static final int CONTROLLER_PORT = 9093;
  private static final int BROKER_PORT = 9094;
  private static final String FOLDER = "/mnt/shared/config/";
  private static final int READABLE = 0644;
  private static final String LOGGING =
      """
      Configuration:
        Appenders: {Console: {name: STDOUT, PatternLayout: {pattern: "%d %p %c{1} %m%n"}}}
        Loggers: {Root: {level: WARN, AppenderRef: [{ref: STDOUT}]}}
      """;

  private static final String DATA = "/tmp/kraft-combined-logs";

  /**
   * The image's own start formats the storage first, and not every build of it goes on when that
   * was done already: after a kill the broker is started on what it has.
   */
  private static final String START =
      """
      if test -e %s/meta.properties; then
        exec java -Xmx512m -Dlog4j2.configurationFile=/opt/kafka/config/log4j2.yaml \
          -cp '/opt/kafka/libs/*' kafka.Kafka /opt/kafka/config/server.properties
      fi
      exec /etc/kafka/docker/run
      """
          .formatted(DATA);

  private final int port;

  KafkaContainerPart(int port) {
    super("kafka", "apache/kafka:4.3.1", port, INNER_PORT);
    this.port = port;
    container.withCommand("sh", "-c", START);
    give("server.properties", settings());
    give("log4j2.yaml", LOGGING);
    give("tools-log4j2.yaml", LOGGING);
  }

  private void give(String file, String content) {
    container.withCopyToContainer(Transferable.of(content, READABLE), FOLDER + file);
  }

  private String settings() {
    Map<String, String> settings = new TreeMap<>(KafkaSettings.ALWAYS);
    // The broker talks to itself, and inside the container its address for clients leads nowhere.
    String inner = "BROKER://localhost:" + BROKER_PORT;
    settings.put(
        "listeners",
        "PLAINTEXT://:" + INNER_PORT + ",CONTROLLER://localhost:" + CONTROLLER_PORT + "," + inner);
    settings.put("advertised.listeners", "PLAINTEXT://" + bootstrapServers() + "," + inner);
    settings.put("inter.broker.listener.name", "BROKER");
    settings.put(
        "listener.security.protocol.map",
        "CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT,BROKER:PLAINTEXT");
    settings.put("controller.quorum.voters", KafkaSettings.NODE + "@localhost:" + CONTROLLER_PORT);
    settings.put("log.dirs", DATA);
    return settings.entrySet().stream()
        .map(entry -> entry.getKey() + "=" + entry.getValue())
        .collect(Collectors.joining("\n", "", "\n"));
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
