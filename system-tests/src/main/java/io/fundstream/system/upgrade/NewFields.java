package io.fundstream.system.upgrade;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The fields that this release adds to a fund, so that all else of an answer can be compared byte
 * for byte with what the release before said. Only a field that is null, or an empty cell, is taken
 * away: what the release before has written has no value for it.
 */
final class NewFields {
  private static final List<String> NAMES = List.of("strategy", "generalPartner");
  private static final Pattern IN_JSON =
      Pattern.compile(",\"(?:" + String.join("|", NAMES) + ")\":null");
  private static final Pattern BETWEEN_CELLS = Pattern.compile(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)");

  private NewFields() {}

  /** The answer without them. */
  static Shown removed(Shown shown) {
    String type = shown.headers().getOrDefault("Content-Type", "");
    String body =
        type.startsWith("text/csv")
            ? csv(shown.body())
            : IN_JSON.matcher(shown.body()).replaceAll("");
    return shown.with(body);
  }

  private static String csv(String text) {
    String header = text.lines().findFirst().orElse("");
    List<String> columns = List.of(BETWEEN_CELLS.split(header, -1));
    Set<Integer> added =
        IntStream.range(0, columns.size())
            .filter(n -> NAMES.contains(columns.get(n)))
            .boxed()
            .collect(Collectors.toSet());
    if (added.isEmpty()) return text;
    String end = text.contains("\r\n") ? "\r\n" : "\n";
    return Arrays.stream(text.split(end, -1))
        .map(line -> line.isEmpty() ? line : row(line, columns, added))
        .collect(Collectors.joining(end));
  }

  private static String row(String line, List<String> columns, Set<Integer> added) {
    String[] cells = BETWEEN_CELLS.split(line, -1);
    return IntStream.range(0, cells.length)
        .filter(n -> !added.contains(n) || !(cells[n].isEmpty() || cells[n].equals(columns.get(n))))
        .mapToObj(n -> cells[n])
        .collect(Collectors.joining(","));
  }
}
