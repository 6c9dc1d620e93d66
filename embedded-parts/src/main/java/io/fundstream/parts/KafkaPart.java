package io.fundstream.parts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** A broker in a JVM of its own, so that it can be killed. */
public final class KafkaPart extends ChildPart implements Kafka {
  private static final List<String> JVM =
      List.of(
          "-Xmx384m",
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-XX:+ExitOnOutOfMemoryError",
          // As where the start cache was recorded, or the JVM refuses it.
          "--enable-native-access=ALL-UNNAMED",
          "-Dlog4j2.configurationFile=classpath:io/fundstream/parts/kafka-log4j2.xml");

  private final KafkaSettings settings;

  public KafkaPart(KafkaSettings settings, ChildRecords records) {
    super("kafka", settings.folder(), records);
    this.settings = settings;
  }

  @Override
  void prepare() {
    KafkaBroker.format(settings);
    Properties properties = new Properties();
    properties.putAll(settings.toKafka());
    try (var out = Files.newBufferedWriter(settingsFile())) {
      properties.store(out, null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path settingsFile() {
    return settings.folder().resolve("server.properties");
  }

  @Override
  List<String> command() {
    return JavaCommand.ofClass(JVM, KafkaBroker.class, List.of(settingsFile().toString()));
  }

  @Override
  Map<String, String> environment() {
    return Map.of();
  }

  @Override
  boolean answers() {
    // While nobody accepts connections nobody is there, and that is cheaper to see than with a
    // client.
    return FreePort.answers(settings.port()) && KafkaAnswers.at(bootstrapServers());
  }

  @Override
  public String bootstrapServers() {
    return settings.bootstrapServers();
  }
}
