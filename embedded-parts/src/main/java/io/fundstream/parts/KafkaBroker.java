package io.fundstream.parts;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;
import org.jspecify.annotations.Nullable;

/**
 * A broker inside this JVM. It cannot be killed alone; {@link KafkaPart} can. One that gives up
 * does not take the JVM with it: it is not running any more and can be started again.
 */
public final class KafkaBroker implements Kafka {
  private final KafkaSettings settings;
  private volatile boolean gaveUp;
  private volatile @Nullable KafkaRaftServer server;

  public KafkaBroker(KafkaSettings settings) {
    this.settings = settings;
  }

  /** A broker as a process of its own; the argument is a file of Kafka's own settings. */
  public static void main(String[] args) throws Exception {
    Properties properties = new Properties();
    try (var in = Files.newBufferedReader(Path.of(args[0]), StandardCharsets.UTF_8)) {
      properties.load(in);
    }
    KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(properties, false), Time.SYSTEM);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(() -> {
              server.shutdown();
              server.awaitShutdown();
              // Without this a JVM that was asked to end in good order reports 143.
              Runtime.getRuntime().halt(0);
            }));
    server.startup();
    server.awaitShutdown();
  }

  @Override
  public String name() {
    return "kafka";
  }

  @Override
  public void start() {
    if (running()) {
      return;
    }
    // What has given up is no broker any more, but still holds its port.
    stop();
    gaveUp = false;
    // A broker in trouble ends its process; ours is not its own.
    Exit.setExitProcedure((status, message) -> gaveUp(status, message));
    Exit.setHaltProcedure((status, message) -> gaveUp(status, message));
    format(settings);
    Properties properties = new Properties();
    properties.putAll(settings.toKafka());
    KafkaRaftServer started = new KafkaRaftServer(new KafkaConfig(properties, false), Time.SYSTEM);
    started.startup();
    server = started;
  }

  private void gaveUp(int status, @Nullable String message) {
    IllegalStateException cause =
        new IllegalStateException("Kafka gave up with status " + status + ": " + message);
    gaveUp = true;
    throw cause;
  }

  /** Makes an empty folder a Kafka log folder; another one stays as it is. */
  static void format(KafkaSettings settings) {
    if (Files.exists(settings.data().resolve("meta.properties"))) {
      return;
    }
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    try {
      Files.createDirectories(settings.data());
      new Formatter()
          .setPrintStream(new PrintStream(said, true, StandardCharsets.UTF_8))
          .setClusterId(Uuid.randomUuid().toString())
          .setNodeId(KafkaSettings.NODE)
          .setControllerListenerName("CONTROLLER")
          .setDirectories(List.of(settings.data().toString()))
          .setMetadataLogDirectory(settings.data().toString())
          .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
          .run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (Exception e) {
      throw new PartFailed("Kafka cannot format " + settings.data() + ": " + said, e);
    }
  }

  @Override
  public void stop() {
    KafkaRaftServer running = server;
    server = null;
    if (running != null) {
      running.shutdown();
      running.awaitShutdown();
    }
  }

  @Override
  public void kill() {
    throw new UnsupportedOperationException("a broker inside this JVM cannot be killed alone");
  }

  @Override
  public boolean running() {
    return server != null && !gaveUp;
  }

  @Override
  public OptionalLong pid() {
    return OptionalLong.empty();
  }

  @Override
  public String bootstrapServers() {
    return settings.bootstrapServers();
  }

  @Override
  public void close() {
    stop();
  }
}
