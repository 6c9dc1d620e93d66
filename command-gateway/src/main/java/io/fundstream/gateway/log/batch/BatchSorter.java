package io.fundstream.gateway.log.batch;

import io.fundstream.gateway.log.Answer;
import io.fundstream.gateway.log.IdempotencyKey;
import io.fundstream.gateway.log.OrderedCommands;
import io.fundstream.gateway.log.Outcome;
import io.fundstream.gateway.log.head.LockedBatch;
import io.fundstream.gateway.log.head.RememberedAnswer;
import io.fundstream.gateway.log.queue.Pending;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Sorts a batch by what its opening found: answered before, held by others, to be decided, or the
 * second request with a key whose first is in the batch too.
 */
final class BatchSorter {
  final List<Pending> runnable = new ArrayList<>();
  final List<Pending> followers = new ArrayList<>();
  private final Map<IdempotencyKey.Slot, Pending> leaders = new HashMap<>();
  private final Map<OrderedCommands, Integer> turns = new HashMap<>();
  private final LockedBatch locked;
  private final BatchResult result;

  BatchSorter(LockedBatch locked, BatchResult result) {
    this.locked = locked;
    this.result = result;
  }

  void add(Pending pending) {
    if (next(pending.order()) < pending.place()) {
      result.waitForHead.add(pending);
    } else if (taken(pending) && pending.order() != null) {
      turns.put(pending.order(), pending.place() + 1);
    }
  }

  private int next(@Nullable OrderedCommands order) {
    return order == null ? 0 : turns.getOrDefault(order, order.next());
  }

  /**
   * @return whether what is behind it in its order may be taken too. Not behind a follower: its
   *     leader may come to nothing
   */
  private boolean taken(Pending pending) {
    IdempotencyKey key = pending.submission().idempotency();
    if (key != null) {
      if (!locked.heldSlots().contains(key.slot())) {
        result.waitForKey.add(pending);
        return false;
      }
      RememberedAnswer before = locked.remembered().get(key.slot());
      if (before != null) {
        result.settled.put(pending, replay(key, before.requestHash(), before.answer()));
        return true;
      }
    }
    if (pending.order() != null && pending.order().broken()) {
      result.settled.put(pending, new Outcome.Behind());
      return true;
    }
    if (locked.busy(pending.intent())) {
      result.waitForHead.add(pending);
      return false;
    }
    if (key != null && leaders.putIfAbsent(key.slot(), pending) != null) {
      followers.add(pending);
      return false;
    }
    runnable.add(pending);
    return true;
  }

  /** Followers get what their leader got; if that is not remembered, they come again. */
  void settleFollowers() {
    for (Pending follower : followers) {
      IdempotencyKey key = Objects.requireNonNull(follower.submission().idempotency());
      Pending leader = Objects.requireNonNull(leaders.get(key.slot()));
      IdempotencyKey first = Objects.requireNonNull(leader.submission().idempotency());
      if (result.settled.get(leader) instanceof Outcome.Answered(Answer answer, var _)) {
        result.settled.put(follower, replay(key, first.requestHash(), answer));
      } else {
        result.waitForKey.add(follower);
      }
    }
  }

  private static Outcome replay(IdempotencyKey key, byte[] requestHash, Answer answer) {
    return Arrays.equals(key.requestHash(), requestHash)
        ? new Outcome.Answered(answer, true)
        : new Outcome.KeyReused();
  }
}
