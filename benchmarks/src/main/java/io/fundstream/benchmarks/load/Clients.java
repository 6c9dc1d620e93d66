package io.fundstream.benchmarks.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** A closed loop: each client sends its next request when it has the answer to the last. */
public final class Clients {
  /** One client. Anything but success is an exception, which ends the run. */
  @FunctionalInterface
  public interface Client {
    void request() throws Exception;
  }

  private Clients() {}

  /** Requests answered a second, by all clients together. */
  public static double perSecond(List<Client> clients, Duration length) throws Exception {
    long end = System.nanoTime() + length.toNanos();
    long start = System.nanoTime();
    long answered = 0;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Long>> counts = new ArrayList<>();
      for (Client client : clients) {
        counts.add(threads.submit(() -> loop(client, end)));
      }
      for (Future<Long> count : counts) {
        answered += count.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("a request failed, so the figure would mean nothing", e);
    }
    return answered * 1e9 / (System.nanoTime() - start);
  }

  private static long loop(Client client, long end) throws Exception {
    long count = 0;
    while (System.nanoTime() < end) {
      client.request();
      count++;
    }
    return count;
  }
}
