package io.fundstream.projector.table;

import io.fundstream.projector.fold.Arrival;
import io.fundstream.projector.fold.Flaw;
import io.fundstream.projector.fold.RawRecord;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Carries out what operators wish about parked records, step by step. Not for several threads. */
public final class ParkedStore<E> {
  private static final int STEP = 512;

  private final ReadModel<E> model;
  private final WishTable wishes;
  private final Drain<E> drain;
  private final Attempts attempts;

  /**
   * @param model the thread's own: what it remembers of a key is forgotten before the key is
   *     touched
   * @param reader reads a parked record again
   */
  public ParkedStore(
      DataSource database, ReadModel<E> model, Function<RawRecord, Arrival<E>> reader) {
    this.model = model;
    this.wishes = new WishTable(model.name().toString());
    this.drain = new Drain<>(model, reader);
    this.attempts = new Attempts(database, model::forget);
  }

  /** The oldest wish about a parked record of these parts. */
  public Optional<Wish> wish(Set<Integer> parts) throws SQLException {
    return attempts.run(connection -> wishes.next(connection, parts));
  }

  /**
   * Takes one step towards a wish: at most some {@value #STEP} records, in one transaction. A
   * record that the database refuses is found by taking fewer, and stays parked.
   */
  public Drained drain(Wish wish) throws SQLException {
    @Nullable Flaw flaw = null;
    int limit = STEP;
    while (true) {
      int most = limit;
      @Nullable Flaw known = flaw;
      try {
        Drain.Open<E> open = attempts.run(connection -> drain.write(connection, wish, most, known));
        return open.committed();
      } catch (SQLException e) {
        if (!SqlStates.isData(e) || flaw != null) {
          throw e;
        }
        model.forget(List.of(wish.key()));
        flaw = limit == 1 ? Flaw.of(e) : null;
        limit = Math.max(1, limit / 8);
      }
    }
  }

  /** A wish is carried out, and its notices are sent. */
  public void end(Wish wish) throws SQLException {
    attempts.run(connection -> {
      WishTable.end(connection, wish);
      return wish;
    });
  }
}
