package io.fundstream.runtime.service;

import java.net.URI;
import java.util.concurrent.CompletionStage;

/** One started service, in a process of its own or beside others in one JVM. */
public interface RunningService extends AutoCloseable {
  /** The service's name, for example {@code gateway}. */
  String name();

  /** Where its HTTP server listens; for health and metrics also where there is no API. */
  URI http();

  /** Whether it can do its work now, as {@code /readyz} says. */
  boolean ready();

  /**
   * Completes with the cause when the service cannot go on and must be closed and made anew by its
   * owner. Never completes exceptionally, and not at all in a good life.
   */
  CompletionStage<Throwable> fatal();

  /** Stops accepting, drains, closes; within 8 seconds. Closing again does nothing. */
  @Override
  void close();
}
