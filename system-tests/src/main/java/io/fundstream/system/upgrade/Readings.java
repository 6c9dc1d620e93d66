package io.fundstream.system.upgrade;

import io.fundstream.system.traffic.Answer;
import io.fundstream.system.traffic.Client;
import io.fundstream.system.traffic.History;
import io.fundstream.system.traffic.Sent;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Reads all kinds of things all the time, of funds that exist, and keeps what was not answered. */
final class Readings implements AutoCloseable {
  private static final long PAUSE_MILLIS = 10;

  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
  private final Client client;
  private final History history;
  private final List<String> failed = new ArrayList<>();
  private int count;

  /** Starts. */
  Readings(Client client, History history) {
    this.client = client;
    this.history = history;
    clock.scheduleWithFixedDelay(this::read, 0, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void read() {
    List<String> funds =
        history.sent().stream()
            .map(Sent::answer)
            .filter(Objects::nonNull)
            .filter(Answer::accepted)
            .map(answer -> answer.json().path("id").asText())
            .toList();
    if (funds.isEmpty()) return;
    String path = path(funds.get(Math.floorMod(count * 7919, funds.size())));
    try {
      Answer answer = client.get(path);
      read(answer.status() >= 500 ? path + ": " + answer : "");
    } catch (IOException e) {
      read(path + ": " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private String path(String fund) {
    return switch (count % 7) {
      case 0 -> "/v1/funds?sort=-createdAt&limit=20";
      case 1 -> "/v1/funds/" + fund;
      case 2 -> "/v1/funds/" + fund + "/events";
      case 3 -> "/v1/funds/" + fund + "/configs";
      case 4 -> "/v1/activities?limit=10";
      case 5 -> "/v1/events?limit=20";
      default -> "/v1/funds/" + fund + "?knownAt=" + Instant.now().minusSeconds(2);
    };
  }

  private synchronized void read(String fault) {
    count++;
    if (!fault.isEmpty()) failed.add(fault);
  }

  /** Reads that were answered with a 5xx, or not at all. */
  synchronized List<String> failed() {
    return List.copyOf(failed);
  }

  /** How many there were. */
  synchronized int count() {
    return count;
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
