package io.fundstream.benchmarks.pipe;

import io.fundstream.parts.KafkaBroker;
import io.fundstream.parts.KafkaSettings;
import io.fundstream.parts.PostgresPart;
import io.fundstream.parts.RegistryPart;
import io.fundstream.parts.RegistryStorage;
import io.fundstream.stack.Database;
import io.fundstream.stack.data.DataFolder;
import io.fundstream.stack.data.Ports;
import io.fundstream.stack.data.Secrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * The bare pipe as a process: PostgreSQL and the registry as children, Kafka, Debezium's engine and
 * the consumer in this JVM, as {@code up} has them and in the order in which it starts them.
 */
public final class BarePipe {
  private static final String TOPIC = "bare";
  private static final int PARTITIONS = 12;

  private final PostgresPart postgres;
  private final KafkaBroker kafka;
  private final RegistryPart registry;
  private final Secrets secrets;
  private final CountDownLatch consumed = new CountDownLatch(1);

  private BarePipe(DataFolder folder, Ports ports) {
    secrets = Secrets.of(folder);
    postgres = Database.server(folder, ports, secrets);
    kafka =
        new KafkaBroker(
            new KafkaSettings(
                folder.of("kafka"), ports.kafka(), ports.kafkaController(), Map.of()));
    registry =
        new RegistryPart(
            new RegistryPart.Settings(
                folder.of("registry"),
                ports.registry(),
                ports.registryManagement(),
                Database.registryStorage(postgres, secrets),
                folder.children()));
  }

  /** Runs until it is told to end; the arguments are a data folder and the first of its ports. */
  public static void main(String[] args) throws Exception {
    DataFolder folder = DataFolder.open(Path.of(args[0]));
    new BarePipe(folder, new Ports(Integer.parseInt(args[1]))).start();
    Files.createFile(ready(folder));
    new CountDownLatch(1).await();
  }

  /** The file that says that all is started. */
  static Path ready(DataFolder folder) {
    return folder.of("ready");
  }

  private void start() {
    Executor threads =
        Executors.newCachedThreadPool(Thread.ofPlatform().daemon().name("start").factory());
    CompletableFuture<Void> database = CompletableFuture.runAsync(postgres::start, threads);
    CompletableFuture<Void> broker =
        CompletableFuture.runAsync(kafka::start, threads).thenRunAsync(this::makeTopic, threads);
    CompletableFuture<Void> tables = database.thenRunAsync(this::makeTables, threads);
    CompletableFuture<Void> schemas = database.thenRunAsync(this::startRegistry, threads);
    CompletableFuture<PipeUpserts> upserts =
        CompletableFuture.allOf(tables, broker)
            .thenApply(done -> new PipeUpserts(postgres, kafka.bootstrapServers(), TOPIC));
    CompletableFuture<PipeSender> sender =
        CompletableFuture.allOf(tables, broker, schemas)
            .thenApply(done -> new PipeSender(postgres, kafka.bootstrapServers(), TOPIC));
    upserts.thenAccept(this::consume);
    sender.thenAccept(one -> run("sender", one::run));
    closeAtExit(sender.join(), upserts.join());
  }

  private void consume(PipeUpserts upserts) {
    run(
        "upserts",
        () -> {
          upserts.run();
          consumed.countDown();
        });
  }

  /** If one of them fails there is no pipe any more. */
  private static void run(String name, Runnable work) {
    Thread.ofPlatform()
        .name(name)
        .uncaughtExceptionHandler((thread, e) -> {
          System.err.println(name + " failed: " + e);
          Runtime.getRuntime().halt(1);
        })
        .start(work);
  }

  private void closeAtExit(PipeSender sender, PipeUpserts upserts) {
    Runnable close =
        () -> {
          try (postgres;
              registry;
              kafka) {
            sender.close();
            upserts.close();
            consumed.await();
          } catch (IOException e) {
            System.err.println("the sender was not closed: " + e);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          Runtime.getRuntime().halt(0);
        };
    Runtime.getRuntime().addShutdownHook(new Thread(close, "stop"));
  }

  private void makeTopic() {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      if (admin.listTopics().names().get().contains(TOPIC)) return;
      NewTopic topic = new NewTopic(TOPIC, Optional.of(PARTITIONS), Optional.empty());
      admin.createTopics(List.of(topic)).all().get();
    } catch (Exception e) {
      throw new IllegalStateException("the topic cannot be made", e);
    }
  }

  private void makeTables() {
    try {
      PipeTables.create(postgres);
    } catch (SQLException e) {
      throw new IllegalStateException("the tables cannot be made", e);
    }
  }

  private void startRegistry() {
    try {
      RegistryStorage.create(postgres, secrets.registry());
    } catch (SQLException e) {
      throw new IllegalStateException("the registry's database cannot be made", e);
    }
    registry.start();
  }
}
