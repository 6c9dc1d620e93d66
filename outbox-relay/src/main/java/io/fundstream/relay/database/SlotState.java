package io.fundstream.relay.database;

import org.postgresql.replication.LogSequenceNumber;

/** The replication slot as the server shows it. */
public sealed interface SlotState {
  /** There is none. */
  record Missing() implements SlotState {}

  /**
   * There is one, but what it should keep is gone: {@code wal_status} is {@code lost}, or it was
   * invalidated.
   */
  record Lost(String why) implements SlotState {}

  /**
   * It can be streamed from.
   *
   * @param confirmed the server sends nothing that was committed before
   * @param activePid the server process that streams from it now; 0 if none
   */
  record Usable(LogSequenceNumber confirmed, int activePid) implements SlotState {}
}
