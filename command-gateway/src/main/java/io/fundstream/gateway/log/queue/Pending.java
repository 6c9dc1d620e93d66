package io.fundstream.gateway.log.queue;

import io.fundstream.gateway.command.Claim;
import io.fundstream.gateway.command.Intent;
import io.fundstream.gateway.log.OrderedCommands;
import io.fundstream.gateway.log.Outcome;
import io.fundstream.gateway.log.Submission;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A submission that waits for its outcome. Only its appender's thread changes it. */
public final class Pending {
  private final Submission submission;
  private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();
  private final long since;
  private final @Nullable OrderedCommands order;
  private final int place;
  private @Nullable Claim lost;
  private boolean behindKey;

  /**
   * @param since {@link System#nanoTime} when it was admitted
   * @param order the commands it must not overtake; it takes the place behind them
   */
  public Pending(Submission submission, long since, @Nullable OrderedCommands order) {
    this.submission = submission;
    this.since = since;
    this.order = order;
    this.place = order == null ? 0 : order.join();
  }

  public Submission submission() {
    return submission;
  }

  public Intent intent() {
    return submission.intent();
  }

  public CompletableFuture<Outcome> outcome() {
    return outcome;
  }

  /** {@link System#nanoTime} when it was admitted. */
  public long since() {
    return since;
  }

  /** The commands it must not overtake, itself included; null when there are none. */
  public @Nullable OrderedCommands order() {
    return order;
  }

  /** Where in its order it stands; 0 without one. */
  public int place() {
    return place;
  }

  /** The claim it lost to another stream; from then on the command is refused for that. */
  public @Nullable Claim lost() {
    return lost;
  }

  public void lose(Claim claim) {
    lost = claim;
  }

  /** Whether it last went back because another transaction holds its idempotency key. */
  public boolean behindKey() {
    return behindKey;
  }

  public void waitsForKey(boolean waits) {
    behindKey = waits;
  }
}
