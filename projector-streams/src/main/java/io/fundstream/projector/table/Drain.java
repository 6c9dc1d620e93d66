package io.fundstream.projector.table;

import io.fundstream.projector.fold.Arrival;
import io.fundstream.projector.fold.Flaw;
import io.fundstream.projector.fold.RawRecord;
import io.fundstream.projector.fold.SeqOrder;
import io.fundstream.projector.fold.SeqOrder.Sorted;
import io.fundstream.projector.table.Drained.Next;
import io.fundstream.projector.table.ProgressTable.Known;
import io.fundstream.projector.table.ProgressTable.Row;
import io.fundstream.runtime.database.Statements;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One step towards a wish, in one transaction: the parked records of a key are read again, applied
 * as far as they can be, and the rest stays parked with the reason of now.
 */
final class Drain<E> {
  /** Records that are looked at in one step. */
  private static final int READ = 1_000;

  private static final String READABLE =
      "its key can be read now, but others of the key have gone on without it: a rebuild applies it in its turn";

  private final ReadModel<E> model;
  private final String projection;
  private final ParkedQueue queue;
  private final SkippedTable skipped;
  private final Function<RawRecord, Arrival<E>> reader;

  Drain(ReadModel<E> model, Function<RawRecord, Arrival<E>> reader) {
    String projection = model.name().toString();
    this.model = model;
    this.projection = projection;
    this.queue = new ParkedQueue(projection);
    this.skipped = new SkippedTable(model.name().name(), projection);
    this.reader = reader;
  }

  /** A step that is written but not yet committed. */
  record Open<E>(
      BatchPlan<E> plan, ReadModel.@Nullable Changes<E> changes, int removed, Next next) {

    /** The transaction is committed. */
    Drained committed() {
      if (changes != null) {
        changes.committed();
      }
      Stored stored = new Stored();
      stored.add(plan, plan.parkings().stream().filter(Parking::poison).toList());
      return new Drained(stored, removed, next);
    }
  }

  /**
   * Writes.
   *
   * @param limit how many records are applied at most, from 1
   * @param flaw what is wrong with the first record to be applied; null if nothing is known
   */
  Open<E> write(Connection connection, Wish wish, int limit, @Nullable Flaw flaw)
      throws SQLException {
    UUID key = wish.key();
    Row row = new Row(projection, key);
    Known known = ProgressTable.lock(connection, List.of(row)).getOrDefault(row, Known.NOTHING);
    if (!WishTable.lock(connection, wish)) {
      return new Open<>(new BatchPlan<>(projection), null, 0, Next.GONE);
    }
    model.forget(List.of(key));
    List<RawRecord> records = queue.read(connection, wish, READ);
    List<Arrival<E>> arrivals = arrivals(connection, wish, records);
    Sorted<E> all = SeqOrder.sort(known.seq(), false, arrivals);
    boolean cut = all.ready().size() > limit;
    Sorted<E> order = cut ? first(all, limit) : all;
    spoil(order, flaw);
    Contents<E> contents = new Contents<>();
    contents.add(order);
    ReadModel.Changes<E> changes = contents.begin(model, connection);
    BatchPlan<E> plan = new BatchPlan<>(projection);
    plan.fold(key, new Known(known.seq(), known.known(), false), order, changes);
    Statements statements = new Statements();
    ProgressTable.insert(statements, plan.inserts());
    ProgressTable.move(statements, plan.moves());
    changes.write(statements);
    statements.run(connection);
    int removed = putBack(connection, records, plan);
    if (model.readByOffset() && plan.applied() > 0) {
      // Rows appear behind the cursors of readers: they begin anew.
      GenerationTable.renew(connection, model.name());
    }
    boolean more = cut || (records.size() == READ && removed > 0);
    return new Open<>(plan, changes, removed, next(plan, more));
  }

  private List<Arrival<E>> arrivals(Connection connection, Wish wish, List<RawRecord> records)
      throws SQLException {
    List<Arrival<E>> arrivals = new ArrayList<>();
    Arrival<E> left = null;
    for (RawRecord raw : records) {
      Arrival<E> read = reader.apply(raw);
      if (wish.skip() && raw.place().equals(wish.place())) {
        left = read;
      } else if (!read.key().equals(wish.key())) {
        arrivals.add(
            new Arrival.Poison<>(raw, wish.key(), OptionalLong.empty(), Flaw.refusal(READABLE)));
      } else {
        arrivals.add(read);
      }
    }
    if (left != null) {
      leaveOut(connection, wish, left, arrivals);
    }
    return arrivals;
  }

  /** If another record has the same seq, that one is the event, and this one moves nothing. */
  private void leaveOut(
      Connection connection, Wish wish, Arrival<E> left, List<Arrival<E>> arrivals)
      throws SQLException {
    OptionalLong seq = left.seq();
    boolean counts = seq.isPresent() && arrivals.stream().noneMatch(a -> a.seq().equals(seq));
    skipped.insert(connection, wish, counts);
    WishTable.skipped(connection, wish);
    if (counts) {
      arrivals.add(Arrival.Skipped.of(left));
    }
  }

  /** What comes after the limit waits for the next step. */
  private static <E> Sorted<E> first(Sorted<E> order, int limit) {
    List<Arrival<E>> behind = new ArrayList<>(order.ready().subList(limit, order.ready().size()));
    behind.addAll(order.behind());
    List<Arrival<E>> ready = new ArrayList<>(order.ready().subList(0, limit));
    return new Sorted<>(ready, order.poison(), behind, order.waiting(), order.duplicates());
  }

  private static <E> void spoil(Sorted<E> order, @Nullable Flaw flaw) {
    if (flaw != null && !order.ready().isEmpty()) {
      Arrival<E> bad = order.ready().getFirst();
      order.ready().set(0, new Arrival.Poison<>(bad.raw(), bad.key(), bad.seq(), flaw));
    }
  }

  /** What is neither applied nor a duplicate stays parked. */
  private int putBack(Connection connection, List<RawRecord> records, BatchPlan<E> plan)
      throws SQLException {
    List<Parking> kept = new ArrayList<>(plan.parkings());
    plan.waiting().values().stream()
        .flatMap(List::stream)
        .map(late -> late instanceof Arrival.Poison<E> bad ? Parking.of(bad) : Parking.behind(late))
        .forEach(kept::add);
    Set<String> places = kept.stream().map(p -> p.raw().place()).collect(Collectors.toSet());
    List<RawRecord> gone = records.stream().filter(raw -> !places.contains(raw.place())).toList();
    queue.keep(connection, kept);
    queue.remove(connection, gone);
    return gone.size();
  }

  private static Next next(BatchPlan<?> plan, boolean more) {
    if (plan.parkings().stream().anyMatch(Parking::poison)) {
      return Next.DONE;
    }
    if (more) {
      return Next.MORE;
    }
    return plan.waiting().isEmpty() ? Next.DONE : Next.GAP;
  }
}
