package io.fundstream.projector.table;

import io.fundstream.projector.fold.Outcome;
import io.fundstream.projector.fold.Payloads;
import io.fundstream.projector.fold.ProjectionName;
import io.fundstream.projector.fold.RawRecord;
import io.fundstream.runtime.database.Statements;
import io.fundstream.schemas.EventEnvelope;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The tables of one projection and the fold that fills them, as the machinery sees it.
 *
 * <p>Each stream thread has an instance of its own. An instance may remember rows that it has
 * written, bounded; {@link #forget} makes it begin from the database again.
 *
 * @param <E> what it folds
 */
public interface ReadModel<E> {

  ProjectionName name();

  /**
   * Whether readers page through its rows by topic, part and offset, and therefore need to know how
   * far each part is complete ({@code read_model.applied}).
   */
  boolean readByOffset();

  /**
   * Reads an event.
   *
   * @return empty if the projection has no use for events of this kind
   * @throws io.fundstream.schemas.MalformedEvent if it cannot be read
   * @throws io.fundstream.schemas.registry.RegistryUnavailable if its schema cannot be had now
   */
  Optional<E> read(EventEnvelope envelope, RawRecord raw, Payloads payloads);

  /**
   * Begins a batch: reads the rows that the events build on, with as few queries as there are
   * tables.
   *
   * @param skipped events that are left out; nothing of them is known but their headers
   */
  Changes<E> begin(Connection connection, List<E> events, List<EventEnvelope> skipped)
      throws SQLException;

  /** Forgets every row that it remembers: the database may have moved on without it. */
  void forget();

  /** Forgets the rows of some partition keys. */
  void forget(Collection<UUID> keys);

  /** The changes of one batch, gathered in memory. */
  interface Changes<E> {

    /** Folds one event; called in seq order for each partition key. */
    Outcome fold(E event);

    /**
     * An event is left out on purpose: what follows it in its stream must find the version that it
     * would have made. Called in seq order, as {@link #fold}.
     */
    void skip(EventEnvelope envelope);

    /** Says how to write all changes, rows sorted by key. No row goes back to an older version. */
    void write(Statements statements);

    /** The transaction is committed: the changes may be remembered. */
    void committed();
  }
}
