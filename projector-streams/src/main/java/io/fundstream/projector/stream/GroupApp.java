package io.fundstream.projector.stream;

import io.fundstream.projector.deadletter.Notices;
import io.fundstream.projector.fold.Payloads;
import io.fundstream.projector.table.MemberFailed;
import io.fundstream.projector.table.Startup;
import io.fundstream.runtime.supervisor.Supervisor;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
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
 * The Kafka Streams application of a group of projections, made anew for each run of its
 * supervisor: a record is read once for all of them, and stored in one transaction.
 *
 * <p>Whatever fails ends the run with everything it had in memory. The next begins from the
 * database and the committed offsets, or from the beginning of the topics when progress is lost.
 */
public final class GroupApp implements Supervisor.Body {
  private static final Logger LOG = LoggerFactory.getLogger(GroupApp.class);
  private static final Duration LONGEST_CLOSE = Duration.ofSeconds(6);

  private final Group group;
  private final Shared shared;
  private final AppState state;
  private final Consumer<String> failing;
  private Set<String> healing = Set.of();

  /** What the applications of a process share. */
  public record Shared(
      DataSource database,
      Payloads payloads,
      Notices notices,
      SettledMarks settled,
      ParkedNews parked,
      StreamsSettings settings,
      Limits limits) {}

  /**
   * @param failing is told which member, by name, fails where the others do not
   */
  public GroupApp(Group group, Shared shared, AppState state, Consumer<String> failing) {
    this.group = group;
    this.shared = shared;
    this.state = state;
    this.failing = failing;
  }

  @Override
  public void run(Runnable up) throws Exception {
    try {
      once(up);
    } catch (InterruptedException e) {
      state.ended("closed");
      throw e;
    } catch (Exception e) {
      Throwable cause = cause(e);
      if (cause instanceof GapUnresolved gap) {
        heal(gap);
      } else if (cause instanceof MemberFailed failed) {
        failing.accept(failed.projection());
      }
      state.ended(
          (healing.isEmpty() ? "begins again: " : "begins again from the first event: ")
              + cause.getMessage());
      throw e;
    }
  }

  /** All of them: who reads the same topics misses the same event, or will. */
  private void heal(GapUnresolved gap) {
    healing = group.names();
    group.members().stream()
        .filter(member -> member.name().equals(gap.projection()))
        .forEach(member -> member.status().gap());
  }

  private void once(Runnable up) throws Exception {
    state.starting("waits for PostgreSQL");
    Set<String> again = new HashSet<>(healing);
    again.addAll(Startup.withoutProgress(shared.database(), group.names()));
    Set<String> topics = group.topics();
    state.starting("waits for Kafka and the topics " + topics);
    SourceTopics.await(shared.settings().client(), topics);
    FirstOffsets.set(shared.settings().client(), group);
    state.starting("joins the group");
    Patience patience = new Patience(state);
    Run run =
        new Run(group.members(), shared, state, patience, topicsOf(again), !healing.isEmpty());
    healing = Set.of();
    IntakeClients clients = new IntakeClients(run);
    CompletableFuture<Throwable> ended = new CompletableFuture<>();
    ThreadCount threads = new ThreadCount(shared.settings(), group.filling(), clients::unread);
    try (KafkaStreams streams =
        new KafkaStreams(topology(clients, topics), properties(threads.atStart()), clients)) {
      streams.setUncaughtExceptionHandler(failure -> {
        ended.complete(failure);
        return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
      });
      streams.setStateListener((now, before) -> {
        if (now == KafkaStreams.State.RUNNING) {
          state.running(clients::secondsSinceHeartbeat);
          up.run();
        }
      });
      streams.start();
      try {
        throw new ExecutionException(threads.keep(streams, ended));
      } finally {
        patience.end();
        if (!streams.close(LONGEST_CLOSE)) {
          LOG.warn("{} did not close within {}", group.id(), LONGEST_CLOSE);
        }
      }
    }
  }

  /** What the members of these names read. */
  private Set<String> topicsOf(Set<String> names) {
    Set<String> topics = new HashSet<>();
    for (Member<?> member : group.members()) {
      if (names.contains(member.name())) {
        topics.addAll(member.topics());
      }
    }
    if (!topics.isEmpty()) {
      LOG.info("{} reads {} from the beginning, because of {}", group.id(), topics, names);
    }
    return topics;
  }

  private static Topology topology(IntakeClients clients, Set<String> topics) {
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
    Map<String, Object> all = shared.settings().of(group.id(), threads);
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
