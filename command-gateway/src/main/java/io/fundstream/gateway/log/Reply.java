package io.fundstream.gateway.log;

import io.fundstream.gateway.command.Refusal;

/** How one command's outcome is put into an answer. Pure; called inside the transaction. */
public interface Reply {
  Answer granted(Receipt receipt);

  Answer refused(Refusal refusal);

  /**
   * The stream is not at the version that {@code If-Match} named.
   *
   * @param current 0 when the stream does not exist
   */
  Answer versionMismatch(int current, int wanted);
}
