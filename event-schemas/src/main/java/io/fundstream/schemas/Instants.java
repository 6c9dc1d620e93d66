package io.fundstream.schemas;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;

/** Instants to the microsecond, the way every Fundstream text writes them. */
public final class Instants {
  private static final DateTimeFormatter SIX_DIGITS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

  private Instants() {}

  /** RFC 3339 in UTC with six fractional digits and {@code Z}. */
  public static String text(Instant instant) {
    return SIX_DIGITS.format(instant);
  }

  /** Microseconds since 1970-01-01T00:00:00Z; what lies below a microsecond is cut off. */
  public static long micros(Instant instant) {
    return Math.addExact(
        Math.multiplyExact(instant.getEpochSecond(), 1_000_000L),
        instant.get(ChronoField.MICRO_OF_SECOND));
  }

  /** The inverse of {@link #micros}. */
  public static Instant ofMicros(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }
}
