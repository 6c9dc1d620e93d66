package io.fundstream.schemas;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;

/** Instants to the microsecond, the way every Fundstream text writes them. */
public final class Instants {
  private static final DateTimeFormatter SIX_DIGITS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

  private static final Layout LAYOUT = new Layout("dddd-dd-ddTdd:dd:dd.ddddddZ");

  private Instants() {}

  /** Where there are digits ({@code d}) and what stands between them. */
  private record Layout(String form) {
    boolean fits(String text) {
      if (text.length() != form.length()) return false;
      for (int n = 0; n < text.length(); n++) {
        char c = text.charAt(n);
        char wanted = form.charAt(n);
        if (wanted == 'd' ? c < '0' || c > '9' : c != wanted) return false;
      }
      return true;
    }
  }

  private static int digits(String text, int from, int to) {
    int number = 0;
    for (int n = from; n < to; n++) number = number * 10 + text.charAt(n) - '0';
    return number;
  }

  /** RFC 3339 in UTC with six fractional digits and {@code Z}. */
  public static String text(Instant instant) {
    return SIX_DIGITS.format(instant);
  }

  /**
   * Reads what {@link #text} writes, and anything else that {@link Instant#parse} reads. A
   * projector reads one an event, and a general parser is a tenth of its work.
   *
   * @throws java.time.format.DateTimeParseException if it is no instant
   */
  public static Instant parse(String text) {
    if (!LAYOUT.fits(text)) return Instant.parse(text);
    int year = digits(text, 0, 4);
    int month = digits(text, 5, 7);
    int day = digits(text, 8, 10);
    int hour = digits(text, 11, 13);
    int minute = digits(text, 14, 16);
    int second = digits(text, 17, 19);
    if (day > 28 || day < 1 || month > 12 || month < 1 || hour > 23 || minute > 59 || second > 59) {
      return Instant.parse(text); // knows how long months are, and what to say
    }
    long days = LocalDate.of(year, month, day).toEpochDay();
    long seconds = ((days * 24 + hour) * 60 + minute) * 60 + second;
    return Instant.ofEpochSecond(seconds, digits(text, 20, 26) * 1_000L);
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
