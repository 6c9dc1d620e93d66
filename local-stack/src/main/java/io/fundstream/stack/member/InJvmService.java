package io.fundstream.stack.member;

import io.fundstream.runtime.service.RunningService;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A service in this JVM. One that cannot go on is closed and made anew; the others never notice.
 */
public final class InJvmService implements Member {
  private final String name;
  private final Supplier<RunningService> starter;
  private volatile @Nullable RunningService service;

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
    service = starter.get();
  }

  @Override
  public void stop() {
    RunningService stopping = service;
    service = null;
    if (stopping != null) {
      stopping.close();
    }
  }

  /** There is nothing smaller than the JVM to kill. */
  @Override
  public void kill() {
    stop();
  }

  @Override
  public boolean running() {
    RunningService current = service;
    return current != null && !current.fatal().toCompletableFuture().isDone();
  }

  @Override
  public boolean ready() {
    RunningService current = service;
    return current != null && current.ready();
  }

  @Override
  public OptionalLong pid() {
    return OptionalLong.empty();
  }
}
