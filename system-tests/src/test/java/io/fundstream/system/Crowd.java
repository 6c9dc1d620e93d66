package io.fundstream.system;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;

/** Many clients at once, 64 at a time. */
final class Crowd {
  private static final int AT_ONCE = 64;

  private Crowd() {}

  interface Client<T> {
    T act(int number) throws Exception;
  }

  /** What each client got, in the order of their numbers. */
  static <T> List<T> all(IntStream numbers, Client<T> client)
      throws InterruptedException, ExecutionException {
    try (ExecutorService clients = Executors.newFixedThreadPool(AT_ONCE)) {
      List<Future<T>> running = new ArrayList<>();
      numbers.forEach(n -> running.add(clients.submit(() -> client.act(n))));
      List<T> answers = new ArrayList<>();
      for (Future<T> one : running) answers.add(one.get());
      return answers;
    }
  }

  /** The first answer that does not ask to come again. */
  static Http.Answer untilAnswered(Callable<Http.Answer> command) {
    return Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .ignoreException(IOException.class)
        .until(command, answer -> answer.header("Retry-After").isEmpty() && answer.status() < 500);
  }
}
