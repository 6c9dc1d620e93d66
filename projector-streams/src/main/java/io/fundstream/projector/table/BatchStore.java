package io.fundstream.projector.table;

import io.fundstream.projector.fold.Arrival;
import io.fundstream.projector.fold.RawRecord;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import javax.sql.DataSource;

/**
 * Stores batches: what several projections make of the same records, in one transaction.
 *
 * <p>A deadlock or serialization failure is tried again. Progress that is not where it was believed
 * to be is looked at under its lock, once: what another has applied is then a duplicate. When the
 * database refuses data, the batch is halved until the one record at fault is alone, and the
 * projections that cannot take it park it. Any other failure comes out, and then this object must
 * be thrown away: the next one begins from the database. Not for several threads.
 */
public final class BatchStore {
  private static final Comparator<Arrival<?>> BY_KEY_AND_SEQ =
      Comparator.<Arrival<?>, UUID>comparing(Arrival::key)
          .thenComparingLong(a -> a.seq().orElse(Long.MAX_VALUE));

  private final List<MemberStore<?>> members;
  private final Attempts attempts;

  public BatchStore(DataSource database, List<MemberStore<?>> members) {
    this.members = List.copyOf(members);
    this.attempts = new Attempts(database, () -> this.members.forEach(MemberStore::forget));
  }

  /**
   * Stores everything in hand in committed transactions; one if all is usual.
   *
   * @throws Zombie if other instances move keys all the time; nothing is stored then
   * @throws MemberFailed if one projection alone is why it cannot be stored
   * @throws SQLException if the database cannot be reached or fails
   */
  public void store() throws SQLException {
    members.forEach(MemberStore::begin);
    attempt(raw -> true, true);
    members.forEach(MemberStore::end);
  }

  private void attempt(Predicate<RawRecord> which, boolean withEnds) throws SQLException {
    List<Draft<?>> drafts = drafts(which, withEnds);
    if (drafts.isEmpty()) {
      return;
    }
    try {
      commit(drafts);
    } catch (SQLException e) {
      if (!SqlStates.isData(e)) {
        throw e;
      }
      halve(drafts, e);
      if (withEnds) {
        attempt(raw -> false, true);
      }
    }
  }

  private List<Draft<?>> drafts(Predicate<RawRecord> which, boolean withEnds) {
    List<Draft<?>> drafts = new ArrayList<>();
    for (MemberStore<?> member : members) {
      Draft<?> draft = member.draft(which, withEnds);
      if (!draft.isEmpty()) {
        drafts.add(draft);
      }
    }
    return drafts;
  }

  /** Stores the halves one after the other; no part's end moves while records are left over. */
  private void halve(List<Draft<?>> drafts, SQLException refused) throws SQLException {
    drafts.forEach(Draft::recall);
    List<RawRecord> all = records(drafts);
    if (all.size() > 1) {
      int middle = all.size() / 2;
      attempt(those(all.subList(0, middle)), false);
      attempt(those(all.subList(middle, all.size())), false);
    } else if (all.isEmpty()) {
      throw refused;
    } else {
      List<Draft<?>> one = drafts(those(all), false);
      members.forEach(MemberStore::mistrust);
      run(one, connection -> BatchWriter.refusable(connection, one));
    }
  }

  /** Each record once, in the order of keys and seq. */
  private static List<RawRecord> records(List<Draft<?>> drafts) {
    Map<RawRecord, Arrival<?>> byRecord = new IdentityHashMap<>();
    for (Draft<?> draft : drafts) {
      draft.arrivals().forEach(arrival -> byRecord.putIfAbsent(arrival.raw(), arrival));
    }
    return byRecord.values().stream().sorted(BY_KEY_AND_SEQ).map(Arrival::raw).toList();
  }

  private static Predicate<RawRecord> those(List<RawRecord> records) {
    Set<RawRecord> those = Collections.newSetFromMap(new IdentityHashMap<>());
    those.addAll(records);
    return those::contains;
  }

  private void commit(List<Draft<?>> drafts) throws SQLException {
    try {
      run(drafts, connection -> BatchWriter.together(connection, drafts, false));
    } catch (Zombie e) {
      members.forEach(MemberStore::mistrust);
      run(drafts, connection -> BatchWriter.together(connection, drafts, true));
    } catch (SQLException e) {
      if (members.size() == 1 || !SqlStates.isOfStatement(e)) {
        throw e;
      }
      apart(drafts);
    } catch (RuntimeException e) {
      if (members.size() == 1) {
        throw e;
      }
      apart(drafts);
    }
  }

  /** Either finds out whose fault it is, or goes through. */
  private void apart(List<Draft<?>> drafts) throws SQLException {
    members.forEach(MemberStore::mistrust);
    run(drafts, connection -> BatchWriter.apart(connection, drafts));
  }

  private interface Writing {
    void to(Connection connection) throws SQLException;
  }

  private void run(List<Draft<?>> drafts, Writing writing) throws SQLException {
    attempts.run(connection -> {
      writing.to(connection);
      return drafts;
    });
    drafts.forEach(Draft::committed);
  }
}
