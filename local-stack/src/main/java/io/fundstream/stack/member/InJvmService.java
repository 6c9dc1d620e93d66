package io.fundstream.stack.member;

import io.fundstream.runtime.service.RunningService;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A service in this JVM. One that cannot go on is closed and made anew; the others never notice.
 */
public final class InJvmService implements Member {
  private final String name;
  private final Supplier<RunningService> starter;
  private volatile @Nullable Started started;

  /**
   * @param fatal taken once: each one taken stays with the service for as long as it lives
   */
  private record Started(RunningService service, CompletableFuture<Throwable> fatal) {}

  public InJvmService(String name, Supplier<RunningService> starter) {
    this.name = name;
    this.starter = starter;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void start() {
    stop();
    RunningService service = starter.get();
    started = new Started(service, service.fatal().toCompletableFuture());
  }

  @Override
  public void stop() {
    Started stopping = started;
    started = null;
    if (stopping != null) {
      stopping.service().close();
    }
  }

  /** There is nothing smaller than the JVM to kill. */
  @Override
  public void kill() {
    stop();
  }

  @Override
  public boolean running() {
    Started current = started;
    return current != null && !current.fatal().isDone();
  }

  @Override
  public boolean ready() {
    Started current = started;
    return current != null && current.service().ready();
  }

  @Override
  public OptionalLong pid() {
    return OptionalLong.empty();
  }
}
