package io.fundstream.stack.demo;

import io.fundstream.stack.data.Endpoints;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Everyday work, much of it: whoever records a start cache lets the JVM learn which of its methods
 * are used most, and how, so that the next one need not find out (JEP 515).
 */
public final class Practice {
  private static final Duration LENGTH = Duration.ofSeconds(15);
  private static final int CLIENTS = 8;
  private static final String FUND =
      """
      {"name":"Practice","vintageYear":2026,"targetSize":"1000000.00","managementFeeRate":"0.02",\
      "carryRate":"0.2"}\
      """;

  private Practice() {}

  /** Registers funds and reads each back. */
  public static void run(Endpoints at) throws InterruptedException {
    long end = System.nanoTime() + LENGTH.toNanos();
    List<Future<Integer>> clients = new ArrayList<>();
    try (Http http = new Http(at.apiKey());
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int n = 0; n < CLIENTS; n++) {
        clients.add(threads.submit(() -> work(at, http, end)));
      }
      for (Future<Integer> client : clients) client.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("practice went wrong", e);
    }
  }

  private static int work(Endpoints at, Http http, long end)
      throws IOException, InterruptedException {
    int done = 0;
    while (System.nanoTime() < end) {
      Answer made = http.send("POST", at.gateway() + "/v1/funds", Map.of(), FUND);
      String id = made.body().path("id").asText();
      Answer read =
          http.get(
              at.query() + "/v1/funds/" + id + "?minPosition=" + made.position(),
              Map.of("Prefer", "wait=10"));
      if (read.status() == 200) done++;
    }
    return done;
  }
}
