package io.fundstream.gateway.log.decide;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import io.fundstream.gateway.command.Append;
import io.fundstream.gateway.command.Claim;
import io.fundstream.gateway.command.EncodedEvent;
import io.fundstream.gateway.command.Refusal;
import io.fundstream.gateway.command.StreamKind;
import io.fundstream.gateway.command.Verdict;
import io.fundstream.gateway.log.Answer;
import io.fundstream.gateway.log.Receipt;
import io.fundstream.gateway.log.Submission;
import io.fundstream.gateway.log.queue.Pending;
import io.fundstream.gateway.log.state.Folding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * Turns a granted verdict into rows. Everything that can fail happens before the first change of
 * the overlay, so that a command leaves all of its events there or none.
 */
final class EventRecorder {
  private static final TimeBasedEpochGenerator IDS = Generators.timeBasedEpochGenerator();

  private final AppendPlan plan;
  private final long clock;

  EventRecorder(AppendPlan plan, long clock) {
    this.plan = plan;
    this.clock = clock;
  }

  Answer record(Pending pending, Verdict.Granted granted) {
    Submission submission = pending.submission();
    UUID tenant = submission.tenant();
    KeyEntry key = plan.overlay().key(submission.intent().partitionKey());
    if (!granted.appends().isEmpty() && occupied(submission, key, granted)) {
      return submission.reply().refused(Refusal.idTaken());
    }
    for (Claim take : granted.takes()) {
      if (plan.takes.containsKey(id(tenant, take))) {
        return submission.reply().refused(take.ifTaken());
      }
    }
    Draft draft = new Draft(submission, key);
    for (Append<?, ?> append : granted.appends()) {
      draft.add(append);
    }
    Answer answer = submission.reply().granted(draft.receipt(granted.appends()));
    draft.apply();
    granted.releases().forEach(c -> plan.releases.put(id(tenant, c), c));
    granted.takes().forEach(c -> plan.takes.put(id(tenant, c), new AppendPlan.Take(c, pending)));
    return answer;
  }

  private boolean occupied(Submission submission, KeyEntry key, Verdict.Granted granted) {
    UUID tenant = submission.tenant();
    return key.id.foreign(tenant)
        || granted.appends().stream()
            .map(Append::stream)
            .anyMatch(s -> plan.overlay().stream(s.id()).occupied(s.kind(), tenant, key.id.id));
  }

  private static AppendPlan.ClaimId id(UUID tenant, Claim claim) {
    return new AppendPlan.ClaimId(tenant, claim.scope(), claim.value());
  }

  /** One command's events while they are made. */
  private final class Draft {
    private record Step(StreamKind<?, ?> kind, int version, Object state) {}

    private final Submission submission;
    private final KeyEntry key;
    private final byte[] metadata;
    private final Map<UUID, Step> steps = new LinkedHashMap<>();
    private final List<LogRow> rows = new ArrayList<>();
    private final List<byte[]> hashes = new ArrayList<>();
    private byte[] hash;
    private long recordedAt;

    Draft(Submission submission, KeyEntry key) {
      this.submission = submission;
      this.key = key;
      this.metadata = Metadata.bytes(submission.origin());
      this.hash = key.hash;
      this.recordedAt = key.recordedAt;
    }

    void add(Append<?, ?> append) {
      StreamKind<?, ?> kind = append.stream().kind();
      UUID id = append.stream().id();
      if (!submission.intent().writes().contains(append.stream())) {
        throw new IllegalStateException("the intent did not name " + id + " as written");
      }
      StreamEntry entry = plan.overlay().stream(id);
      Object known = entry.state;
      Step before =
          steps.getOrDefault(
              id, new Step(kind, entry.version, known == null ? kind.empty() : known));
      int version = before.version + 1;
      Object state = Folding.evolve(kind, before.state, append.event());
      EncodedEvent event = Folding.encode(kind, append.event());
      steps.put(id, new Step(kind, version, state));
      recordedAt = Math.max(clock, recordedAt + 1);
      LogRow row = row(kind, id, version, event);
      hash = HashChain.next(hash, row);
      rows.add(row);
      hashes.add(hash);
    }

    private LogRow row(StreamKind<?, ?> kind, UUID id, int version, EncodedEvent event) {
      return new LogRow(
          IDS.generate(),
          submission.tenant(),
          kind.context(),
          id,
          version,
          key.id.id,
          key.seq + rows.size() + 1,
          event.type(),
          event.payload(),
          metadata,
          submission.effectiveOn(),
          recordedAt);
    }

    Receipt receipt(List<Append<?, ?>> appends) {
      UUID target = submission.intent().target().id();
      Step step = steps.get(target);
      int version = step == null ? plan.overlay().stream(target).version : step.version;
      return new Receipt(target, version, key.id.id, key.seq + rows.size(), appends);
    }

    void apply() {
      for (int i = 0; i < rows.size(); i++) {
        LogRow row = rows.get(i);
        StreamEntry entry = plan.overlay().stream(row.streamId());
        entry.kind = Objects.requireNonNull(steps.get(row.streamId())).kind;
        if (entry.version == 0 && row.version() == 1) {
          entry.firstAt = row.recordedAt();
          entry.partitionKey = row.partitionKey();
        }
        entry.id.tenant = row.tenant();
        key.id.tenant = row.tenant();
        entry.version = row.version();
        entry.recordedAt = row.recordedAt();
        key.seq = row.seq();
        key.hash = hashes.get(i);
        key.recordedAt = row.recordedAt();
      }
      steps.forEach((id, step) -> plan.overlay().stream(id).state = step.state);
      plan.rows.addAll(rows);
      plan.hashes.addAll(hashes);
    }
  }
}
