package io.fundstream.query.event;

import io.fundstream.runtime.config.Settings;
import java.time.Duration;

/**
 * The bounds of live streams.
 *
 * @param maxStreams open at one time
 * @param bufferEvents what may wait for one reader before it is cut off
 * @param bufferBytes the same in bytes of JSON
 * @param shortestPause between two looks for new events while they come
 * @param longestPause between two looks after a while without any; 0 listeners: none at all
 * @param silence after this long without an event a stream gets a comment
 */
public record FeedLimits(
    int maxStreams,
    int bufferEvents,
    int bufferBytes,
    Duration shortestPause,
    Duration longestPause,
    Duration silence) {
  public static final FeedLimits DEFAULT =
      new FeedLimits(
          500,
          1_000,
          4 << 20,
          Duration.ofMillis(5),
          Duration.ofMillis(100),
          Duration.ofSeconds(15));

  /** Reads {@code FUNDSTREAM_STREAM_*}. */
  public static FeedLimits from(Settings s) {
    return new FeedLimits(
        s.whole("FUNDSTREAM_STREAM_MAX", 500, 1, 100_000, "streams", "open at one time"),
        s.whole(
            "FUNDSTREAM_STREAM_BUFFER_EVENTS",
            1_000,
            1,
            1_000_000,
            "events",
            "wait for one reader; a slower one is cut off"),
        s.whole(
            "FUNDSTREAM_STREAM_BUFFER_BYTES",
            4 << 20,
            1 << 10,
            1 << 30,
            "bytes",
            "wait for one reader; a slower one is cut off"),
        s.duration("FUNDSTREAM_STREAM_PAUSE_MIN_MS", 5, 1, 10_000, "between looks while busy"),
        s.duration("FUNDSTREAM_STREAM_PAUSE_MAX_MS", 100, 1, 60_000, "between looks while quiet"),
        s.duration("FUNDSTREAM_STREAM_SILENCE_MS", 15_000, 100, 600_000, "a comment comes after"));
  }
}
