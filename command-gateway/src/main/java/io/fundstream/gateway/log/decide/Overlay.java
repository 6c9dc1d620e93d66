package io.fundstream.gateway.log.decide;

import io.fundstream.gateway.command.Intent;
import io.fundstream.gateway.command.States;
import io.fundstream.gateway.command.StreamKind;
import io.fundstream.gateway.command.StreamRef;
import io.fundstream.gateway.log.head.Head;
import io.fundstream.gateway.log.head.LockedBatch;
import io.fundstream.gateway.log.head.StreamHead;
import io.fundstream.gateway.log.queue.Pending;
import io.fundstream.gateway.log.state.CachedState;
import io.fundstream.gateway.log.state.Folding;
import io.fundstream.gateway.log.state.StateLoader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What a batch has decided so far and not yet written: each command sees the streams as the one
 * before it left them.
 */
public final class Overlay {
  private final Map<UUID, IdEntry> ids = new HashMap<>();

  /** Names the streams and the key of a command; call for all before {@link #fill}. */
  public void add(Pending pending, LockedBatch locked) {
    Intent intent = pending.intent();
    UUID tenant = pending.submission().tenant();
    UUID key = intent.partitionKey();
    id(key, locked).key();
    for (List<StreamRef<?, ?>> refs : List.of(intent.writes(), intent.reads())) {
      for (StreamRef<?, ?> ref : refs) {
        IdEntry id = id(ref.id(), locked);
        StreamEntry entry = id.stream(key);
        StreamHead head = entry.head;
        if (head != null && head.is(ref.kind()) && tenant.equals(id.tenant)) {
          entry.kind = ref.kind();
        }
      }
    }
  }

  private IdEntry id(UUID id, LockedBatch locked) {
    return ids.computeIfAbsent(id, i -> new IdEntry(i, locked.heads().get(i)));
  }

  /** The streams that exist and whose kind some command of the batch knows. */
  public List<StateLoader.Wanted> wanted() {
    List<StateLoader.Wanted> wanted = new ArrayList<>();
    for (StreamEntry entry : streams().toList()) {
      StreamKind<?, ?> kind = entry.kind;
      if (entry.head != null && kind != null) {
        wanted.add(new StateLoader.Wanted(entry.id.id, entry.head, kind));
      }
    }
    return wanted;
  }

  private Stream<StreamEntry> streams() {
    return ids.values().stream().flatMap(id -> Stream.ofNullable(id.stream));
  }

  public void fill(Map<UUID, CachedState> states) {
    states.forEach((id, state) -> stream(id).state = state.state());
  }

  StreamEntry stream(UUID id) {
    return Objects.requireNonNull(Objects.requireNonNull(ids.get(id)).stream);
  }

  KeyEntry key(UUID key) {
    return Objects.requireNonNull(Objects.requireNonNull(ids.get(key)).key);
  }

  public List<StreamEntry> changedStreams() {
    return streams().filter(StreamEntry::changed).toList();
  }

  /** The streams whose state is held here, read or written. */
  public List<StreamEntry> known() {
    return streams().filter(s -> s.kind != null && s.state != null).toList();
  }

  /** Of ids that have no row, in the order of the ids. */
  public List<Head> newHeads() {
    return heads(id -> id.stored == null);
  }

  /** Of ids that have one, in the order of the ids. */
  public List<Head> movedHeads() {
    return heads(id -> id.stored != null);
  }

  private List<Head> heads(Predicate<IdEntry> which) {
    return ids.values().stream()
        .filter(IdEntry::changed)
        .filter(which)
        .map(IdEntry::head)
        .sorted(Comparator.comparing(Head::id))
        .toList();
  }

  /** What a command of the tenant may see: what is not its own kind or tenant does not exist. */
  States statesFor(Intent intent, UUID tenant) {
    return new States() {
      @Override
      public <S> S of(StreamRef<S, ?> ref) {
        if (!intent.writes().contains(ref) && !intent.reads().contains(ref)) {
          throw new IllegalArgumentException("the intent did not name stream " + ref.id());
        }
        StreamEntry entry = stream(ref.id());
        Object state = entry.state;
        return entry.visible(ref.kind(), tenant) && state != null
            ? Folding.of(state)
            : ref.kind().empty();
      }
    };
  }
}
