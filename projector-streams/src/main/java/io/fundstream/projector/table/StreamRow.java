package io.fundstream.projector.table;

import java.time.Instant;
import java.util.UUID;

/** A row that is a stream as it stood after one of its versions. */
public interface StreamRow<R> {
  UUID id();

  int version();

  /** The same at another version. */
  R at(int version, Instant recordedAt);
}
