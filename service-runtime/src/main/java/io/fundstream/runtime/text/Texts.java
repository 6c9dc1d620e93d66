package io.fundstream.runtime.text;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads the written forms strictly: one way to write a value, no leniency of the library's. */
public final class Texts {
  private static final int LONGEST_DECIMAL = 64;
  private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
  private static final Pattern INSTANT =
      Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,6})?Z");
  private static final int UUID_LENGTH = 36;

  private Texts() {}

  /** Text of {@code min} to {@code max} code points. */
  public static Reading<String> text(String text, int min, int max) {
    int length = text.codePointCount(0, text.length());
    if (length >= min && length <= max) return Reading.of(text);
    return Reading.wrong("%d to %d characters are expected, not %d.", min, max, length);
  }

  /** A decimal from {@code min} to {@code max} with at most {@code scale} decimals; scale fixed. */
  public static Reading<BigDecimal> decimal(
      String text, int scale, BigDecimal min, BigDecimal max) {
    if (text.length() > LONGEST_DECIMAL || !isDecimal(text)) {
      return Reading.wrong("A decimal such as 1250.50 is expected.");
    }
    BigDecimal value = new BigDecimal(text);
    if (value.scale() > scale) {
      return Reading.wrong("At most %d decimals are allowed, not %d.", scale, value.scale());
    }
    if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
      return Reading.wrong(
          "A value from %s to %s is expected.", min.toPlainString(), max.toPlainString());
    }
    return Reading.of(value.setScale(scale));
  }

  /** {@code -?(0|[1-9][0-9]*)(\.[0-9]+)?}, which an import asks for five times a line. */
  private static boolean isDecimal(String text) {
    int begin = text.startsWith("-") ? 1 : 0;
    int point = digits(text, begin);
    boolean whole = point > begin && (point == begin + 1 || text.charAt(begin) != '0');
    if (!whole || point == text.length()) {
      return whole;
    }
    int end = digits(text, point + 1);
    return text.charAt(point) == '.' && end > point + 1 && end == text.length();
  }

  /** Where the ASCII digits end that begin there. */
  private static int digits(String text, int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    return at;
  }

  /** An ISO date of the years 0001 to 9999, a day that exists. */
  public static Reading<LocalDate> date(String text) {
    if (!DATE.matcher(text).matches() || text.startsWith("0000")) {
      return Reading.wrong("A date such as 2026-03-31 is expected.");
    }
    try {
      return Reading.of(LocalDate.parse(text));
    } catch (DateTimeException e) {
      return Reading.wrong("There is no day %s.", text);
    }
  }

  /** An RFC 3339 instant in UTC, ending in Z, with up to six fractional digits. */
  public static Reading<Instant> instant(String text) {
    if (!INSTANT.matcher(text).matches() || text.startsWith("0000")) {
      return Reading.wrong("An instant such as 2026-03-31T09:30:00.000000Z is expected.");
    }
    try {
      return Reading.of(Instant.parse(text));
    } catch (DateTimeException e) {
      return Reading.wrong("There is no instant %s.", text);
    }
  }

  /** A canonical UUID; letter case is ignored. */
  public static Reading<UUID> uuid(String text) {
    if (!isUuid(text)) {
      return Reading.wrong("A UUID such as 0198a7c2-5b3e-7d41-9c6f-2f1f0b9a4e10 is expected.");
    }
    return Reading.of(UUID.fromString(text));
  }

  /** The JDK's own reading takes shorter ones too. */
  private static boolean isUuid(String text) {
    if (text.length() != UUID_LENGTH) {
      return false;
    }
    for (int i = 0; i < UUID_LENGTH; i++) {
      char c = text.charAt(i);
      boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
      if (dash ? c != '-' : c >= 128 || Character.digit(c, 16) < 0) {
        return false;
      }
    }
    return true;
  }

  /** The constant with exactly this name. */
  public static <E extends Enum<E>> Reading<E> oneOf(String text, Class<E> type) {
    E[] all = type.getEnumConstants();
    Optional<E> found = Arrays.stream(all).filter(e -> e.name().equals(text)).findFirst();
    if (found.isPresent()) return Reading.of(found.get());
    return Reading.wrong(
        "One of %s is expected.",
        Arrays.stream(all).map(Enum::name).collect(Collectors.joining(", ")));
  }

  /** A whole number from {@code min} to {@code max}, without sign of plus or leading zeros. */
  public static Reading<Long> whole(String text, long min, long max) {
    if (text.matches("-?(0|[1-9][0-9]{0,17})")) {
      long number = Long.parseLong(text);
      if (number >= min && number <= max) return Reading.of(number);
    }
    return Reading.wrong("A whole number from %d to %d is expected.", min, max);
  }
}
