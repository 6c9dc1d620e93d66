package io.fundstream.projector.table;

/** Makes a read model for each thread that needs one. */
@FunctionalInterface
public interface ReadModelFactory<E> {
  ReadModel<E> create();
}
