package io.fundstream.gateway.log;

import io.fundstream.gateway.command.Intent;
import io.fundstream.gateway.command.States;
import io.fundstream.gateway.command.StreamKind;
import io.fundstream.gateway.command.StreamRef;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * What a batch has decided so far and not yet written: each command sees the streams as the one
 * before it left them.
 */
final class Overlay {
  private final Map<UUID, StreamEntry> streams = new HashMap<>();
  private final Map<UUID, KeyEntry> keys = new HashMap<>();

  /** Names the streams and the key of a command; call for all before {@link #fill}. */
  void add(Pending pending, Opened opened) {
    Intent intent = pending.intent();
    UUID tenant = pending.submission.tenant();
    UUID key = intent.partitionKey();
    keys.computeIfAbsent(key, k -> new KeyEntry(k, opened.keys.get(k), tenant));
    for (List<StreamRef<?, ?>> refs : List.of(intent.writes(), intent.reads())) {
      for (StreamRef<?, ?> ref : refs) {
        StreamEntry entry =
            streams.computeIfAbsent(
                ref.id(), id -> new StreamEntry(id, opened.streams.get(id), tenant, key));
        StreamHead head = entry.head;
        if (head != null && head.is(ref.kind(), tenant)) {
          entry.kind = ref.kind();
        }
      }
    }
  }

  /** The streams that exist and whose kind some command of the batch knows. */
  List<StateLoader.Wanted> wanted() {
    List<StateLoader.Wanted> wanted = new ArrayList<>();
    for (StreamEntry entry : streams.values()) {
      StreamKind<?, ?> kind = entry.kind;
      if (entry.head != null && kind != null) {
        wanted.add(new StateLoader.Wanted(entry.head, kind));
      }
    }
    return wanted;
  }

  void fill(Map<UUID, CachedState> states) {
    states.forEach((id, state) -> stream(id).state = state.state());
  }

  StreamEntry stream(UUID id) {
    return Objects.requireNonNull(streams.get(id));
  }

  KeyEntry key(UUID key) {
    return Objects.requireNonNull(keys.get(key));
  }

  /** In the order of their ids. */
  List<StreamEntry> changedStreams() {
    return streams.values().stream()
        .filter(StreamEntry::changed)
        .sorted(Comparator.comparing(s -> s.id))
        .toList();
  }

  /** The streams whose state is held here, read or written. */
  Collection<StreamEntry> known() {
    return streams.values().stream().filter(s -> s.kind != null && s.state != null).toList();
  }

  /** In the order of their ids. */
  List<KeyEntry> changedKeys() {
    return keys.values().stream()
        .filter(KeyEntry::changed)
        .sorted(Comparator.comparing(k -> k.key))
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
