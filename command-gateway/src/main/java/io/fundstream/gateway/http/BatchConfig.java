package io.fundstream.gateway.http;

import io.fundstream.runtime.config.Settings;
import java.time.Duration;

/**
 * The bounds of batches.
 *
 * @param maxLines lines of a batch; at the next one it ends
 * @param maxBytes bytes of a batch; it ends in the line that goes beyond them
 * @param maxLineBytes bytes of a line; more is refused by line
 * @param atOnce batches worked on at one time; more is 429
 * @param linesInFlight lines of a batch that wait in the log
 * @param bytesInFlight bytes of those lines; one line may always wait
 * @param maxUnread bytes of results that a client has not read before its lines wait; those in
 *     flight come on top
 * @param longest how long a batch may take; then no further line is begun
 */
public record BatchConfig(
    int maxLines,
    int maxBytes,
    int maxLineBytes,
    int atOnce,
    int linesInFlight,
    int bytesInFlight,
    int maxUnread,
    Duration longest) {

  /** What runs in production unless it is configured otherwise. */
  public static BatchConfig defaults() {
    return new BatchConfig(
        10_000, 16 << 20, 1 << 20, 16, 512, 4 << 20, 8 << 20, Duration.ofMinutes(2));
  }

  /** Reads {@code FUNDSTREAM_BATCH_*}. */
  public static BatchConfig from(Settings s) {
    BatchConfig d = defaults();
    return new BatchConfig(
        s.whole("FUNDSTREAM_BATCH_MAX_LINES", d.maxLines, 1, 1_000_000, "lines", "of a batch"),
        s.whole("FUNDSTREAM_BATCH_MAX_BYTES", d.maxBytes, 1024, 1 << 30, "bytes", "of a batch"),
        s.whole("FUNDSTREAM_BATCH_MAX_LINE", d.maxLineBytes, 1024, 1 << 20, "bytes", "of a line"),
        s.whole(
            "FUNDSTREAM_BATCH_AT_ONCE",
            d.atOnce,
            1,
            10_000,
            "batches",
            "worked on at one time; more is 429"),
        s.whole(
            "FUNDSTREAM_BATCH_LINES_IN_FLIGHT",
            d.linesInFlight,
            1,
            100_000,
            "lines",
            "of a batch that wait in the log"),
        s.whole(
            "FUNDSTREAM_BATCH_BYTES_IN_FLIGHT",
            d.bytesInFlight,
            1024,
            1 << 30,
            "bytes",
            "of those lines"),
        s.whole(
            "FUNDSTREAM_BATCH_MAX_UNREAD",
            d.maxUnread,
            1024,
            1 << 30,
            "bytes",
            "of results that a client has not read before its lines wait"),
        s.duration(
            "FUNDSTREAM_BATCH_LONGEST_MS",
            d.longest.toMillis(),
            1000,
            3_600_000,
            "a batch may take; then no further line is begun"));
  }
}
