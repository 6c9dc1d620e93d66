package io.fundstream.query.freshness;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The {@code wait} preference of RFC 7240; every other preference is none of our business. */
public sealed interface Prefer {
  /** Nothing was said. */
  record Silent() implements Prefer {}

  /** {@code wait=<s>}, cut to {@link #MAX_WAIT}. */
  record Wait(Duration longest) implements Prefer {}

  /** A {@code wait} that is no whole number of seconds, or named twice. */
  record Malformed() implements Prefer {}

  Duration MAX_WAIT = Duration.ofSeconds(10);

  static Prefer parse(@Nullable String header) {
    if (header == null) {
      return new Silent();
    }
    Prefer found = new Silent();
    for (String preference : header.split(",", -1)) {
      Matcher wait = Text.WAIT.matcher(preference.strip());
      if (wait.matches()) {
        String seconds = wait.group(1);
        if (!(found instanceof Silent)
            || seconds == null
            || !Text.SECONDS.matcher(seconds).matches()) {
          return new Malformed();
        }
        Duration asked = Duration.ofSeconds(Long.parseLong(seconds));
        found = new Wait(asked.compareTo(MAX_WAIT) > 0 ? MAX_WAIT : asked);
      }
    }
    return found;
  }

  /** Patterns. */
  final class Text {
    private static final Pattern WAIT =
        Pattern.compile("wait(?:\\s*=\\s*\"?([^\";]*)\"?)?(?:\\s*;.*)?", Pattern.CASE_INSENSITIVE);
    private static final Pattern SECONDS = Pattern.compile("\\d{1,9}");

    private Text() {}
  }
}
