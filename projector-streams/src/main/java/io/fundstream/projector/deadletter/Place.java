package io.fundstream.projector.deadletter;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a record lies: {@code fundstream.fund-3@17}. */
public record Place(String topic, int part, long offset) {
  private static final Pattern FORM = Pattern.compile("([a-z0-9._]{1,249})-(\\d{1,4})@(\\d{1,18})");

  /** Reads the form that {@link #toString} gives; empty if it is another. */
  public static Optional<Place> read(String text) {
    Matcher matcher = FORM.matcher(text);
    return matcher.matches()
        ? Optional.of(
            new Place(
                matcher.group(1),
                Integer.parseInt(matcher.group(2)),
                Long.parseLong(matcher.group(3))))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return topic + "-" + part + "@" + offset;
  }
}
