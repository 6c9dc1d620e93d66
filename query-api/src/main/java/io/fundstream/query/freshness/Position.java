package io.fundstream.query.freshness;

import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * {@code <partition key>:<seq>}, the token that a command answers with.
 *
 * @param seq at least 1
 */
public record Position(UUID partitionKey, long seq) {
  private static final Pattern TEXT =
      Pattern.compile("(\\p{XDigit}{8}(?:-\\p{XDigit}{4}){3}-\\p{XDigit}{12}):([1-9]\\d{0,17})");

  /** Empty if the text is no position. Letter case does not matter. */
  public static Optional<Position> parse(String text) {
    var matcher = TEXT.matcher(text);
    return matcher.matches()
        ? Optional.of(
            new Position(
                UUID.fromString(matcher.group(1).toLowerCase(Locale.ROOT)),
                Long.parseLong(matcher.group(2))))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return partitionKey + ":" + seq;
  }
}
