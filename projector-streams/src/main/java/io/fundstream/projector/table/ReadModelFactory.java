package io.fundstream.projector.table;

import java.util.function.IntFunction;

/**
 * Makes a read model for each thread that needs one.
 *
 * @param shape its tables
 * @param maker makes it for a version of the tables
 */
public record ReadModelFactory<E>(Shape shape, IntFunction<ReadModel<E>> maker) {
  public ReadModel<E> create(int version) {
    return maker.apply(version);
  }
}
