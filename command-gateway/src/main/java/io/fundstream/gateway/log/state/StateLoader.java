package io.fundstream.gateway.log.state;

import io.fundstream.gateway.command.EncodedEvent;
import io.fundstream.gateway.command.StreamKind;
import io.fundstream.gateway.log.head.StreamHead;
import io.fundstream.gateway.log.sql.ArrayParameters;
import io.fundstream.runtime.database.Statements;
import java.io.IOException;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings streams to the version of their locked head: from the cache, a snapshot, the log. */
public final class StateLoader {
  private static final Logger LOG = LoggerFactory.getLogger(StateLoader.class);

  /** Rows fetched at a time: a row may hold a configuration of 256 KiB. */
  private static final int FETCH = 64;

  private static final String SNAPSHOTS =
      """
      select s.stream_id, s.version, s.state, (extract(epoch from s.recorded_at) * 1000000)::bigint
        from unnest(?::uuid[], ?::int[]) as u(stream_id, code_version)
        join event_store.snapshot s using (stream_id, code_version)\
      """;

  /** The lower bound of recorded_at lets the server leave older partitions alone. */
  private static final String EVENTS =
      """
      select u.stream_id, e.version, e.event_type, e.payload,
             (extract(epoch from e.recorded_at) * 1000000)::bigint
        from unnest(?::uuid[], ?::int[], ?::bigint[], ?::bigint[])
             as u(stream_id, after_version, since, until)
       cross join lateral (
         select version, event_type, payload, recorded_at from event_store.event_log l
          where l.stream_id = u.stream_id and l.version > u.after_version
            and l.recorded_at >= timestamptz 'epoch' + u.since * interval '1 microsecond'
            and l.recorded_at <= timestamptz 'epoch' + u.until * interval '1 microsecond') e
       order by u.stream_id, e.version\
      """;

  /** A stream that is wanted, and the kind it is of. */
  public record Wanted(UUID id, StreamHead head, StreamKind<?, ?> kind) {}

  private final StateCache cache;

  public StateLoader(StateCache cache) {
    this.cache = cache;
  }

  /** The states at exactly the heads' versions. */
  public Map<UUID, CachedState> load(Connection connection, Collection<Wanted> wanted)
      throws SQLException {
    Map<UUID, CachedState> states = new HashMap<>();
    List<Wanted> cold = new ArrayList<>();
    for (Wanted want : wanted) {
      CachedState known = cache.get(want.id);
      if (known != null && known.kind() == want.kind && known.version() <= want.head.version()) {
        states.put(want.id, known);
      } else {
        StreamKind<?, ?> kind = want.kind;
        states.put(want.id, new CachedState(kind, 0, kind.empty(), want.head.firstAt()));
        cold.add(want);
      }
    }
    readSnapshots(connection, cold, states);
    List<Wanted> behind =
        wanted.stream().filter(w -> at(states, w.id).version() < w.head.version()).toList();
    foldEvents(connection, behind, states);
    for (Wanted want : wanted) {
      CachedState state = at(states, want.id);
      if (state.version() != want.head.version()) {
        throw new IllegalStateException(
            "stream %s: its head is at version %d, the log at %d"
                .formatted(want.id, want.head.version(), state.version()));
      }
    }
    return states;
  }

  private static CachedState at(Map<UUID, CachedState> states, UUID id) {
    return Objects.requireNonNull(states.get(id));
  }

  private static void readSnapshots(
      Connection connection, List<Wanted> cold, Map<UUID, CachedState> states) throws SQLException {
    if (cold.isEmpty()) {
      return;
    }
    new Statements()
        .rows(
            SNAPSHOTS,
            row -> {
              UUID id = row.getObject(1, UUID.class);
              StreamKind<?, ?> kind = at(states, id).kind();
              try {
                Object state = kind.states().read(row.getBytes(3));
                states.put(id, new CachedState(kind, row.getInt(2), state, row.getLong(4)));
              } catch (IOException e) {
                LOG.warn("the snapshot of {} is not readable; folding its events", id, e);
              }
            },
            ArrayParameters.binding(
                cold.stream().map(w -> w.id).toArray(UUID[]::new),
                cold.stream().mapToInt(w -> w.kind.states().codeVersion()).toArray()))
        .run(connection);
  }

  private static void foldEvents(
      Connection connection, List<Wanted> behind, Map<UUID, CachedState> states)
      throws SQLException {
    if (behind.isEmpty()) {
      return;
    }
    UUID[] ids = behind.stream().map(w -> w.id).toArray(UUID[]::new);
    Object[] after = behind.stream().map(w -> at(states, w.id).version()).toArray();
    Object[] since = behind.stream().map(w -> at(states, w.id).recordedAt()).toArray();
    Object[] until = behind.stream().map(w -> w.head.recordedAt()).toArray();
    try (PreparedStatement statement = connection.prepareStatement(EVENTS)) {
      Array[] arrays = {
        connection.createArrayOf("uuid", ids),
        connection.createArrayOf("int4", after),
        connection.createArrayOf("int8", since),
        connection.createArrayOf("int8", until)
      };
      for (int i = 0; i < arrays.length; i++) {
        statement.setArray(i + 1, arrays[i]);
      }
      statement.setFetchSize(FETCH);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          UUID id = rows.getObject(1, UUID.class);
          EncodedEvent event = new EncodedEvent(rows.getString(3), rows.getBytes(4));
          states.put(id, fold(id, at(states, id), rows.getInt(2), event, rows.getLong(5)));
        }
      }
    }
  }

  private static CachedState fold(
      UUID id, CachedState state, int version, EncodedEvent event, long recordedAt) {
    if (version != state.version() + 1) {
      throw new IllegalStateException(
          "stream %s: version %d follows %d".formatted(id, version, state.version()));
    }
    Object next = Folding.after(state.kind(), state.state(), event);
    return new CachedState(state.kind(), version, next, recordedAt);
  }
}
