package io.fundstream.projector.table;

import io.fundstream.projector.fold.Outcome;
import io.fundstream.runtime.database.Statements;
import io.fundstream.schemas.EventEnvelope;

/** The changes of a batch that was never begun. */
final class NoChanges<E> implements ReadModel.Changes<E> {
  @Override
  public Outcome fold(E event) {
    throw new IllegalStateException("the batch was not begun");
  }

  @Override
  public void skip(EventEnvelope envelope) {
    throw new IllegalStateException("the batch was not begun");
  }

  @Override
  public void write(Statements statements) {
    // There are none.
  }

  @Override
  public void committed() {
    // There are none.
  }
}
