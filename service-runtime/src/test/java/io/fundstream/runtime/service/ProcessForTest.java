package io.fundstream.runtime.service;

import io.fundstream.runtime.config.Settings;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** A process whose end the test decides by its settings. */
final class ProcessForTest implements RunningService {
  private final CompletableFuture<Throwable> fatal = new CompletableFuture<>();

  public static void main(String[] args) {
    ServiceMain.run("test", args, Map.copyOf(System.getenv()), ProcessForTest::start);
  }

  private static RunningService start(Settings settings) {
    int dies = settings.whole("TEST_DIES_AFTER_MS", -1, -1, 60_000, "ms", "fatal after; -1 never");
    settings.text("TEST_NEEDED", null, "must be set");
    return settings.orThrow(() -> {
      ProcessForTest service = new ProcessForTest();
      if (dies >= 0) {
        service.fatal.completeOnTimeout(
            new IllegalStateException("fenced"), dies, TimeUnit.MILLISECONDS);
      }
      return service;
    });
  }

  @Override
  public String name() {
    return "test";
  }

  @Override
  public URI http() {
    return URI.create("http://127.0.0.1:1");
  }

  @Override
  public boolean ready() {
    return true;
  }

  @Override
  public CompletionStage<Throwable> fatal() {
    return fatal;
  }

  @Override
  public void close() {
    System.out.println("drained");
  }
}
