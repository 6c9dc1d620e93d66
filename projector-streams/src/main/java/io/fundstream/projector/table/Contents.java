package io.fundstream.projector.table;

import io.fundstream.projector.fold.Arrival;
import io.fundstream.projector.fold.SeqOrder.Sorted;
import io.fundstream.schemas.EventEnvelope;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What a batch is going to fold, so that the rows it builds on can be read at once. */
final class Contents<E> {
  private final List<E> events = new ArrayList<>();
  private final List<EventEnvelope> skipped = new ArrayList<>();

  /** Adds what is ready of one key. */
  void add(Sorted<E> order) {
    for (Arrival<E> arrival : order.ready()) {
      switch (arrival) {
        case Arrival.Event<E> event -> events.add(event.content());
        case Arrival.Skipped<E> skip -> skip.envelope().ifPresent(skipped::add);
        case Arrival.Passed<E> passed -> {}
        case Arrival.Poison<E> poison -> {}
      }
    }
  }

  ReadModel.Changes<E> begin(ReadModel<E> model, Connection connection) throws SQLException {
    return model.begin(connection, events, skipped);
  }
}
