package io.fundstream.projector.stream;

import io.fundstream.projector.deadletter.Notices;
import io.fundstream.projector.fold.Payloads;
import io.fundstream.projector.fold.ProjectionName;
import io.fundstream.projector.table.ReadModel;
import io.fundstream.projector.table.Startup;
import io.fundstream.runtime.supervisor.Supervisor;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One projection's Kafka Streams application, made anew for each run of its supervisor.
 *
 * <p>Whatever fails ends the run with everything it had in memory. The next begins from the
 * database and the committed offsets, or from the beginning of the topics when progress is lost.
 */
public final class ProjectionApp<E> implements Supervisor.Body {
  private static final Logger LOG = LoggerFactory.getLogger(ProjectionApp.class);
  private static final Duration LONGEST_CLOSE = Duration.ofSeconds(6);

  private final Set<String> topics;
  private final Supplier<ReadModel<E>> model;
  private final Shared shared;
  private final ProjectionName name;
  private final ProjectionStatus status;
  private boolean heal;

  /** What the projections of a process share. */
  public record Shared(
      DataSource database,
      Payloads payloads,
      Notices notices,
      SettledMarks settled,
      ParkedNews parked,
      StreamsSettings settings,
      Limits limits) {}

  /**
   * @param topics those of the whole family: {@code seq} runs across them
   * @param model makes a read model for each thread
   */
  public ProjectionApp(
      Set<String> topics, Supplier<ReadModel<E>> model, Shared shared, ProjectionStatus status) {
    this.topics = Set.copyOf(topics);
    this.model = model;
    this.shared = shared;
    this.status = status;
    this.name = status.name();
  }

  @Override
  public void run(Runnable up) throws Exception {
    try {
      once(up);
    } catch (InterruptedException e) {
      status.ended("closed");
      throw e;
    } catch (Exception e) {
      Throwable cause = cause(e);
      if (cause instanceof GapUnresolved) {
        heal = true;
        status.gap();
      }
      status.ended(
          (heal ? "begins again from the first event: " : "begins again: ") + cause.getMessage());
      throw e;
    }
  }

  private void once(Runnable up) throws Exception {
    status.starting("waits for PostgreSQL");
    boolean lost = !Startup.hasProgress(shared.database(), name.toString());
    status.starting("waits for Kafka and the topics " + topics);
    SourceTopics.await(shared.settings().client(), topics);
    status.starting("joins the group");
    Patience patience = new Patience(status);
    IntakeClients<E> clients = new IntakeClients<>(run(patience, heal || lost));
    heal = false;
    CompletableFuture<Throwable> ended = new CompletableFuture<>();
    ThreadCount threads = new ThreadCount(shared.settings(), status::isFilling);
    try (KafkaStreams streams =
        new KafkaStreams(topology(clients), properties(threads.atStart()), clients)) {
      streams.setUncaughtExceptionHandler(failure -> {
        ended.complete(failure);
        return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
      });
      streams.setStateListener((state, before) -> {
        if (state == KafkaStreams.State.RUNNING) {
          status.running(clients::secondsSinceHeartbeat);
          up.run();
        }
      });
      streams.start();
      try {
        throw new ExecutionException(threads.keep(streams, ended));
      } finally {
        patience.end();
        if (!streams.close(LONGEST_CLOSE)) {
          LOG.warn("{} did not close within {}", name, LONGEST_CLOSE);
        }
      }
    }
  }

  private Run<E> run(Patience patience, boolean fromBeginning) {
    if (fromBeginning) {
      LOG.info("{} reads its topics from the beginning", name);
    }
    return new Run<>(
        name,
        topics,
        model,
        shared.payloads(),
        shared.database(),
        shared.notices(),
        shared.settled(),
        shared.parked(),
        status,
        patience,
        shared.limits(),
        fromBeginning);
  }

  private Topology topology(IntakeClients<E> clients) {
    ByteArrayDeserializer bytes = new ByteArrayDeserializer();
    return new Topology()
        .addSource(
            AutoOffsetReset.earliest(),
            "events",
            // Streams drops records with a negative time without a word.
            (in, partitionTime) -> Math.max(0, in.timestamp()),
            bytes,
            bytes,
            topics.toArray(String[]::new))
        .addProcessor("read model", () -> new IntakeProcessor(clients), "events");
  }

  private Properties properties(int threads) {
    Properties properties = new Properties();
    Map<String, Object> all = shared.settings().of(name.toString(), threads);
    properties.putAll(all);
    return properties;
  }

  /** Failures that another run cannot mend: another process has taken this instance's name. */
  public static boolean forGood(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof FencedInstanceIdException
          || t instanceof io.fundstream.runtime.database.UnknownSchema) {
        return true;
      }
    }
    return false;
  }

  /** The failure of ours below what Streams wraps around it. */
  private static Throwable cause(Throwable failure) {
    Throwable last = failure;
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t.getClass().getPackageName().startsWith("io.fundstream.")) {
        return t;
      }
      last = t;
    }
    return last;
  }
}
