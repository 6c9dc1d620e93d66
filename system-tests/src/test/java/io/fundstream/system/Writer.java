package io.fundstream.system;

import java.io.IOException;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One client that sends one command after the other, and each again with the same key until it is
 * answered. Ticks come from one thread at a time.
 */
final class Writer {
  static final String FUND =
      """
      {"id":"%s","name":"%s","vintageYear":2024,"currency":"USD","targetSize":"100000000.00",\
      "managementFeeRate":"0.02","carryRate":"0.2","hurdleRate":"0.08"}\
      """;

  private final Http http;
  private final History history;
  private final Random random;
  private final UUID hot;
  private UUID fund = UUID.randomUUID();
  private int version;
  private volatile boolean done;
  private volatile @Nullable Pending pending;

  private record Pending(UUID fund, String type, Http.Command command) {}

  /**
   * A writer with funds of its own.
   *
   * @param hot a fund that every writer writes to
   */
  Writer(Http http, History history, long seed, UUID hot) {
    this.http = http;
    this.history = history;
    this.random = new Random(seed);
    this.hot = hot;
  }

  /** Ends the writing; the ticks after it only ask for the answer that is still owed. */
  void finish() {
    done = true;
  }

  /** True when nothing is owed. */
  boolean quiet() {
    return done && pending == null;
  }

  /** Sends the next command, or the last one again if it has had no answer. */
  void tick() {
    if (pending == null && done) return;
    Pending now = pending == null ? next() : pending;
    pending = now;
    try {
      take(now, http.send(now.command()));
    } catch (IOException gatewayAway) {
      history.unanswered();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void take(Pending sent, Http.Answer answer) {
    boolean again = answer.header("Retry-After").isPresent() || answer.status() >= 500;
    if (answer.status() / 100 == 2) {
      history.told(sent.fund(), sent.type(), answer);
      if (sent.fund().equals(fund)) follow(answer.json().get("version").asInt());
      pending = null;
    } else if (again) {
      history.unanswered();
    } else {
      history.fault(sent.command() + " got " + answer.status() + " " + answer.body());
      pending = null;
    }
  }

  private void follow(int answered) {
    if (answered != version + 1) history.fault(fund + ": " + answered + " after " + version);
    version = answered;
  }

  private Pending next() {
    String key = UUID.randomUUID().toString();
    if (version == 0 || version >= 20) {
      fund = UUID.randomUUID();
      version = 0;
      String body = FUND.formatted(fund, "Fund " + fund);
      return new Pending(fund, "FundRegistered", Http.Command.post("/v1/funds", key, body));
    }
    UUID target = random.nextInt(4) == 0 ? hot : fund;
    if (target.equals(hot) || random.nextBoolean()) {
      String body = "{\"config\":{\"n\":" + random.nextInt() + "}}";
      String path = "/v1/funds/" + target + "/drafts";
      return new Pending(target, "FundDraftSaved", Http.Command.post(path, key, body));
    }
    String body = "{\"name\":\"Fund " + UUID.randomUUID() + "\"}";
    return new Pending(
        fund, "FundTermsAmended", Http.Command.patch("/v1/funds/" + fund, key, version, body));
  }
}
