package io.fundstream.gateway.log.decide;

import io.fundstream.gateway.command.Claim;
import io.fundstream.gateway.command.Refusal;
import io.fundstream.gateway.command.StreamRef;
import io.fundstream.gateway.command.Verdict;
import io.fundstream.gateway.log.Answer;
import io.fundstream.gateway.log.IdempotencyKey;
import io.fundstream.gateway.log.OrderedCommands;
import io.fundstream.gateway.log.Outcome;
import io.fundstream.gateway.log.Precondition;
import io.fundstream.gateway.log.Submission;
import io.fundstream.gateway.log.queue.Pending;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The decisions of a batch, one command after another over the overlay, and the rows they make.
 * Nothing here touches the database.
 */
public final class AppendPlan {
  private static final Logger LOG = LoggerFactory.getLogger(AppendPlan.class);

  /** An answer to be remembered. */
  public record Remember(IdempotencyKey key, Answer answer) {}

  /** What identifies a claim. */
  public record ClaimId(UUID tenant, String scope, String value) {}

  /** A claim to be taken, and who takes it. */
  public record Take(Claim claim, Pending by) {}

  private final Overlay overlay;
  final Map<Pending, Outcome> outcomes = new LinkedHashMap<>();
  final List<LogRow> rows = new ArrayList<>();
  final List<byte[]> hashes = new ArrayList<>();
  final List<Remember> remember = new ArrayList<>();
  final Map<ClaimId, Take> takes = new LinkedHashMap<>();
  final Map<ClaimId, Claim> releases = new HashMap<>();

  private String transactionId = "";

  private final Set<@Nullable OrderedCommands> undecided = new HashSet<>();
  private final EventRecorder recorder;

  public AppendPlan(Overlay overlay, long clock) {
    this.overlay = overlay;
    this.recorder = new EventRecorder(this, clock);
  }

  /** Decides one command. A fault of its code fails it alone: the overlay is as it was before. */
  public void decide(Pending pending) {
    Outcome outcome = undecided.contains(pending.order()) ? new Outcome.Behind() : tried(pending);
    outcomes.put(pending, outcome);
    if (pending.order() != null && !OrderedCommands.decides(outcome)) {
      undecided.add(pending.order());
    }
    IdempotencyKey key = pending.submission().idempotency();
    if (key != null && outcome instanceof Outcome.Answered(Answer answer, var _)) {
      remember.add(new Remember(key, answer));
    }
  }

  /** What the commands may see, as they left it. */
  public Overlay overlay() {
    return overlay;
  }

  /** In the order of the commands. */
  public Map<Pending, Outcome> outcomes() {
    return outcomes;
  }

  public List<LogRow> rows() {
    return rows;
  }

  /** The hash of each row. */
  public List<byte[]> hashes() {
    return hashes;
  }

  public List<Remember> remember() {
    return remember;
  }

  public Map<ClaimId, Take> takes() {
    return takes;
  }

  public Map<ClaimId, Claim> releases() {
    return releases;
  }

  /** The transaction that the plan was written in, to ask later what became of it. */
  public String transactionId() {
    return transactionId;
  }

  public void writtenIn(String transaction) {
    transactionId = transaction;
  }

  private Outcome tried(Pending pending) {
    try {
      return outcomeOf(pending);
    } catch (RuntimeException e) {
      LOG.error("deciding {} failed", pending.intent(), e);
      return new Outcome.Failed();
    }
  }

  /** Whether anything was written, so that it matters what became of the commit. */
  public boolean writes() {
    return !rows.isEmpty() || !remember.isEmpty();
  }

  /** The order of the checks: 404 of the resource, 428, 412, 409. */
  private Outcome outcomeOf(Pending pending) {
    Submission submission = pending.submission();
    Verdict verdict = verdict(pending);
    if (verdict instanceof Verdict.Refused(Refusal refusal)
        && refusal.kind() == Refusal.Kind.NOT_FOUND) {
      return answered(submission.reply().refused(refusal));
    }
    int version = targetVersion(submission);
    return switch (submission.precondition()) {
      case Precondition.Missing() -> new Outcome.PreconditionRequired();
      case Precondition.Version(int wanted) when wanted != version ->
          answered(submission.reply().versionMismatch(version, wanted));
      case Precondition.Version _, Precondition.None _ ->
          answered(
              switch (verdict) {
                case Verdict.Refused(Refusal refusal) -> submission.reply().refused(refusal);
                case Verdict.Granted granted -> recorder.record(pending, granted);
              });
    };
  }

  private Verdict verdict(Pending pending) {
    Claim lost = pending.lost();
    return lost != null
        ? new Verdict.Refused(lost.ifTaken())
        : pending
            .intent()
            .decide(overlay.statesFor(pending.intent(), pending.submission().tenant()));
  }

  private int targetVersion(Submission submission) {
    StreamRef<?, ?> target = submission.intent().target();
    StreamEntry entry = overlay.stream(target.id());
    return entry.visible(target.kind(), submission.tenant()) ? entry.version : 0;
  }

  private static Outcome answered(Answer answer) {
    return new Outcome.Answered(answer, false);
  }
}
