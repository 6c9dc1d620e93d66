package io.fundstream.gateway.log;

import io.fundstream.gateway.command.Append;
import java.util.List;
import java.util.UUID;

/**
 * What a granted command did.
 *
 * @param streamId the stream it was addressed to
 * @param version that stream's version after it
 * @param seq the last number under the partition key after it
 * @param appends the events, in order; empty when there was nothing to change
 */
public record Receipt(
    UUID streamId, int version, UUID partitionKey, long seq, List<Append<?, ?>> appends) {

  /** {@code <partition key>:<seq>}. */
  public String position() {
    return partitionKey + ":" + seq;
  }
}
