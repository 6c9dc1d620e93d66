package io.fundstream.stack.member;

import static org.assertj.core.api.Assertions.assertThat;

import io.fundstream.runtime.service.RunningService;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class InJvmServiceTest {
  /** A service that does nothing until it can go on no more. */
  private record Service(CompletableFuture<Throwable> end) implements RunningService {
    @Override
    public String name() {
      return "service";
    }

    @Override
    public URI http() {
      return URI.create("http://127.0.0.1");
    }

    @Override
    public boolean ready() {
      return true;
    }

    @Override
    public CompletionStage<Throwable> fatal() {
      return end.minimalCompletionStage();
    }

    @Override
    public void close() {}
  }

  @Test
  void to_ask_whether_it_runs_leaves_nothing_behind_however_often() {
    CompletableFuture<Throwable> end = new CompletableFuture<>();
    InJvmService service = new InJvmService("service", () -> new Service(end));
    service.start();
    int before = end.getNumberOfDependents();
    for (int n = 0; n < 1_000; n++) {
      assertThat(service.running()).isTrue();
    }
    assertThat(end.getNumberOfDependents()).isEqualTo(before);
    end.complete(new IllegalStateException("cannot go on"));
    assertThat(service.running()).isFalse();
  }

  @Test
  void one_that_was_stopped_does_not_run_and_can_be_started_again() {
    InJvmService service =
        new InJvmService("service", () -> new Service(new CompletableFuture<>()));
    assertThat(service.running()).isFalse();
    service.start();
    service.stop();
    assertThat(service.running()).isFalse();
    service.start();
    assertThat(service.running()).isTrue();
  }
}
