package io.fundstream.projector.stream;

import java.time.Duration;

/**
 * Bounds of one stream thread.
 *
 * @param batchRecords records that are stored in one transaction at most
 * @param batchBytes bytes, roughly, of one transaction
 * @param boundBytes bytes, roughly, that the statements of one transaction hold: a record counts
 *     once for each projection that makes something of it
 * @param waitingRecords records that wait in memory for an event between, at most
 * @param waitingBytes bytes, roughly, of those
 * @param gap how long a key waits for an event between
 * @param registry how long a record waits for its schema before the application starts over
 */
public record Limits(
    int batchRecords,
    long batchBytes,
    long boundBytes,
    int waitingRecords,
    long waitingBytes,
    Duration gap,
    Duration registry) {
  private static final long MIB = 1 << 20;

  public static final Limits DEFAULT =
      new Limits(
          5_000,
          16 * MIB,
          32 * MIB,
          50_000,
          64 * MIB,
          Duration.ofSeconds(15),
          Duration.ofSeconds(60));
}
