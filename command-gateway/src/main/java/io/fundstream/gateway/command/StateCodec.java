package io.fundstream.gateway.command;

import java.io.IOException;

/**
 * A stream's state as a snapshot. Snapshots are a cache: one that this code did not write is
 * ignored and the state is folded from the events.
 */
public interface StateCodec<S> {

  /** Raise it whenever {@link #write} or the meaning of the state changes. */
  int codeVersion();

  /** At most 1 MiB. */
  byte[] write(S state);

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IOException if the bytes are not readable; the caller folds the events instead
   */
  S read(byte[] bytes) throws IOException;
}
