package io.fundstream.gateway.log.batch;

import io.fundstream.gateway.log.Outcome;
import io.fundstream.gateway.log.queue.Pending;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a transaction settled, and which commands have to go back and wait. */
final class BatchResult {
  final Map<Pending, Outcome> settled = new LinkedHashMap<>();

  /** Their idempotency key is held by another transaction, or their turn is not settled yet. */
  final List<Pending> waitForKey = new ArrayList<>();

  /** A head they need is held by another transaction. */
  final List<Pending> waitForHead = new ArrayList<>();
}
