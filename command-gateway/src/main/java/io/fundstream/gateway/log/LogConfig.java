package io.fundstream.gateway.log;

import java.time.Duration;

/**
 * The bounds of the log.
 *
 * @param appenders how many transactions run at once; lines of batches are shared out to all
 * @param singleAppenders to how many of them commands that come one by one are shared out: more
 *     make smaller transactions
 * @param maxBatch commands in a transaction
 * @param maxBatchBytes bytes of requests in a transaction
 * @param maxWaiting commands admitted and not yet answered
 * @param maxWaitingBytes bytes of their requests
 * @param commandTimeout how long a command may take before the caller is told so
 * @param keyWait how long a request waits for another one with its idempotency key
 * @param answersKept how long an answer is remembered under its key
 * @param snapshotEvery events of a stream between two snapshots
 * @param cachedStreams states kept in memory
 */
public record LogConfig(
    int appenders,
    int singleAppenders,
    int maxBatch,
    int maxBatchBytes,
    int maxWaiting,
    long maxWaitingBytes,
    Duration commandTimeout,
    Duration keyWait,
    Duration answersKept,
    int snapshotEvery,
    int cachedStreams) {

  private static final int MOST = 8;

  /** What runs in production unless it is configured otherwise. */
  public static LogConfig defaults() {
    return new LogConfig(
        usualAppenders(),
        usualSingleAppenders(),
        512,
        4 << 20,
        4096,
        64L << 20,
        Duration.ofSeconds(10),
        Duration.ofSeconds(5),
        Duration.ofDays(7),
        100,
        20_000);
  }

  /** One decides while the database works for another. */
  private static int usualAppenders() {
    return Math.clamp(Runtime.getRuntime().availableProcessors(), 1, MOST);
  }

  /**
   * Half as many as there are processors: measured on two, one appender takes a quarter more
   * commands that come one by one than four, for they share transactions.
   */
  private static int usualSingleAppenders() {
    return Math.clamp(Runtime.getRuntime().availableProcessors() / 2, 1, MOST);
  }
}
