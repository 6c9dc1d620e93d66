package io.fundstream.stack;

import io.fundstream.parts.PartFailed;
import io.fundstream.parts.PostgresPart;
import io.fundstream.stack.data.Endpoints;
import io.fundstream.stack.data.Secrets;
import io.fundstream.stack.data.States;
import io.fundstream.stack.data.Wishes;
import io.fundstream.stack.member.Keeper;
import io.fundstream.stack.member.Member;
import io.fundstream.stack.member.PartMember;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The whole platform, started in parallel as far as one thing does not need another. */
public final class Stack implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Stack.class);
  private static final Duration START_LIMIT = Duration.ofSeconds(180);
  private static final Duration PAUSE = Duration.ofMillis(20);

  private final StackSettings settings;
  private final Secrets secrets;
  private final States states;
  private final Wishes wishes;
  private final Consumer<String> progress;
  private final PostgresPart postgres;
  private final Map<String, Keeper> keepers = new LinkedHashMap<>();
  private volatile boolean ready;

  /**
   * @param progress told what has just been done, in a few words
   */
  public Stack(StackSettings settings, Consumer<String> progress) {
    this.settings = settings;
    this.progress = progress;
    this.secrets = Secrets.of(settings.folder());
    this.states = States.of(settings.folder());
    this.wishes = Wishes.of(settings.folder());
    this.postgres = Database.server(settings.folder(), settings.ports(), secrets);
    Members members = new Members(settings, secrets);
    List.of(
            new PartMember(postgres),
            members.kafka(),
            members.registry(postgres),
            members.gateway(),
            members.relay(),
            members.projector(),
            members.query())
        .forEach(this::keep);
  }

  private void keep(Member member) {
    String name = member.name();
    keepers.put(name, new Keeper(member, () -> wishes.wantsStopped(name), this::changed));
  }

  /**
   * Starts everything and returns when all is ready.
   *
   * @throws PartFailed with the first thing that did not start; the caller closes the stack
   */
  public void start() {
    wishes.clear();
    Endpoints.remove(settings.folder());
    CompletableFuture<Void> database = begin("postgres", done());
    CompletableFuture<Void> kafka = begin("kafka", done());
    CompletableFuture<Void> migrated =
        database.thenRunAsync(() -> Database.migrate(postgres, secrets));
    CompletableFuture<Void> registry =
        begin(
            "registry",
            database.thenRunAsync(() -> Database.createRegistryStorage(postgres, secrets)));
    CompletableFuture<Void> all =
        CompletableFuture.allOf(
            begin("gateway", migrated),
            begin("query", migrated),
            begin("relay", CompletableFuture.allOf(migrated, kafka, registry)),
            begin("projector", CompletableFuture.allOf(migrated, kafka)));
    await(all);
    awaitReady();
    ready = true;
    changed();
  }

  private static CompletableFuture<Void> done() {
    return CompletableFuture.completedFuture(null);
  }

  private CompletableFuture<Void> begin(String name, CompletableFuture<Void> after) {
    return after.thenCompose(nothing -> keeper(name).begin()).thenRun(() -> progress.accept(name));
  }

  private Keeper keeper(String name) {
    Keeper keeper = keepers.get(name);
    if (keeper == null) {
      throw new IllegalArgumentException("no member " + name);
    }
    return keeper;
  }

  private static void await(CompletableFuture<Void> all) {
    try {
      all.get(START_LIMIT.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw failure(e.getCause());
    } catch (TimeoutException e) {
      throw new PartFailed("not everything has started within " + START_LIMIT.toSeconds() + " s");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PartFailed("interrupted while starting", e);
    }
  }

  private static PartFailed failure(@Nullable Throwable cause) {
    if (cause instanceof CompletionException wrapped) {
      return failure(wrapped.getCause());
    }
    LOG.error("the start failed", cause);
    return cause instanceof PartFailed failed ? failed : new PartFailed(String.valueOf(cause));
  }

  private void awaitReady() {
    long end = System.nanoTime() + START_LIMIT.toNanos();
    while (true) {
      String waiting =
          keepers.values().stream()
              .map(Keeper::member)
              .filter(member -> !member.ready())
              .map(Member::name)
              .collect(Collectors.joining(", "));
      if (waiting.isEmpty()) {
        return;
      }
      if (System.nanoTime() > end || Thread.currentThread().isInterrupted()) {
        throw new PartFailed("started, but not ready: " + waiting);
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  /** Writes down who runs; endpoints only while the stack may be used. */
  private synchronized void changed() {
    Map<String, States.Member> now = new LinkedHashMap<>();
    keepers.forEach((name, keeper) -> now.put(name, keeper.state()));
    states.write(now);
    if (ready) {
      endpoints().write(settings.folder());
    }
  }

  /** Where everything is now. */
  public Endpoints endpoints() {
    return Endpoints.of(settings.ports(), secrets, settings.processes() ? pids() : null);
  }

  private Map<String, Long> pids() {
    Map<String, Long> pids = new TreeMap<>();
    keepers.forEach((name, keeper) -> keeper.member().pid().ifPresent(pid -> pids.put(name, pid)));
    return pids;
  }

  /** Stops everything: who takes requests first, PostgreSQL last. Closing again does nothing. */
  @Override
  public void close() {
    synchronized (this) {
      ready = false;
      Endpoints.remove(settings.folder());
    }
    close("gateway", "query", "relay", "projector");
    close("kafka", "registry");
    close("postgres");
    states.remove();
  }

  private void close(String... names) {
    try (var closing = java.util.concurrent.Executors.newVirtualThreadPerTaskExecutor()) {
      for (String name : names) {
        closing.submit(() -> {
          try {
            keeper(name).close();
          } catch (RuntimeException e) {
            LOG.error("{} was not stopped cleanly", name, e);
            keeper(name).member().kill();
          }
        });
      }
    }
  }

  /** Ends every child at once; for when closing takes too long. */
  public void kill() {
    keepers.values().stream()
        .map(Keeper::member)
        .filter(member -> member.pid().isPresent())
        .forEach(Member::kill);
  }
}
