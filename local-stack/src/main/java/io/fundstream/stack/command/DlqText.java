package io.fundstream.stack.command;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.fundstream.projector.deadletter.Detail;
import io.fundstream.projector.deadletter.Letter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HexFormat;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How parked records are printed. What came from outside is never printed raw. */
final class DlqText {
  private static final int LONGEST_REASON = 160;
  private static final int SHOWN_BYTES = 256;
  private static final int WIDTH = 32;

  private DlqText() {}

  /** A letter as JSON. */
  record LetterJson(
      String projection,
      String place,
      UUID partitionKey,
      @Nullable Long seq,
      String reason,
      @Nullable String stackDigest,
      Instant parkedAt,
      long behind) {}

  /** A letter with its bytes as JSON. */
  record DetailJson(
      LetterJson letter,
      @Nullable Long progress,
      @JsonRawValue String headers,
      @Nullable String key,
      @Nullable String record,
      long size) {}

  static LetterJson of(Letter letter) {
    return new LetterJson(
        letter.projection(),
        letter.place().toString(),
        letter.key(),
        letter.seq(),
        letter.reason(),
        letter.stackDigest(),
        letter.parkedAt(),
        letter.behind());
  }

  static DetailJson of(Detail detail) {
    return new DetailJson(
        of(detail.letter()),
        detail.progress(),
        detail.headers(),
        base64(detail.key()),
        base64(detail.record()),
        detail.size());
  }

  private static @Nullable String base64(byte @Nullable [] bytes) {
    return bytes == null ? null : Base64.getEncoder().encodeToString(bytes);
  }

  static String line(Letter letter) {
    return "%s  %-12s %-28s key %s seq %s, %d behind: %s"
        .formatted(
            letter.parkedAt().truncatedTo(ChronoUnit.SECONDS),
            letter.projection(),
            letter.place(),
            letter.key(),
            letter.seq() == null ? "unknown" : letter.seq(),
            letter.behind(),
            clean(letter.reason(), LONGEST_REASON));
  }

  static String still(Letter letter) {
    return "still parked at %s, %d behind: %s"
        .formatted(letter.place(), letter.behind(), clean(letter.reason(), LONGEST_REASON));
  }

  static String page(Detail detail) {
    Letter letter = detail.letter();
    StringBuilder page = new StringBuilder();
    page.append("projection  ").append(letter.projection()).append('\n');
    page.append("place       ").append(letter.place()).append('\n');
    page.append("key         ").append(letter.key()).append(", applied up to seq ");
    page.append(detail.progress()).append('\n');
    page.append("seq         ")
        .append(letter.seq() == null ? "unknown" : letter.seq())
        .append('\n');
    page.append("parked at   ").append(letter.parkedAt()).append('\n');
    page.append("behind it   ").append(letter.behind()).append('\n');
    page.append("reason      ").append(clean(letter.reason(), Integer.MAX_VALUE)).append('\n');
    page.append("stack       ").append(letter.stackDigest()).append('\n');
    page.append("headers     ").append(clean(detail.headers(), Integer.MAX_VALUE)).append('\n');
    page.append("record      ").append(detail.size()).append(" bytes\n");
    page.append(hex(detail.record()));
    return page.toString();
  }

  private static String hex(byte @Nullable [] bytes) {
    if (bytes == null) {
      return "  (no value)\n";
    }
    StringBuilder lines = new StringBuilder();
    int shown = Math.min(bytes.length, SHOWN_BYTES);
    for (int from = 0; from < shown; from += WIDTH) {
      int to = Math.min(shown, from + WIDTH);
      lines.append("  ").append(HexFormat.of().formatHex(bytes, from, to)).append('\n');
    }
    return lines.append(shown < bytes.length ? "  … (--json has more)\n" : "").toString();
  }

  /** Control characters could steer the terminal. */
  private static String clean(String text, int longest) {
    String clean = text.replaceAll("\\p{Cntrl}", "\uFFFD");
    return clean.length() <= longest ? clean : clean.substring(0, longest - 1) + "…";
  }
}
