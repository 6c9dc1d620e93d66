package io.fundstream.system.fuzz;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The problem types that the page {@code docs/problems.md} promises, with their status. */
final class ProblemTypes {
  private static final String PAGE = "problems.md";
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z-]+)` \\| (\\d{3}) \\|");

  private ProblemTypes() {}

  /** Status by type. */
  static Map<String, Integer> documented() {
    Map<String, Integer> types = new HashMap<>();
    Matcher row = ROW.matcher(page());
    while (row.find()) {
      types.put("urn:fundstream:problem:" + row.group(1), Integer.valueOf(row.group(2)));
    }
    if (types.isEmpty()) throw new IllegalStateException("no problem types on " + PAGE);
    return types;
  }

  private static String page() {
    try (InputStream in = ProblemTypes.class.getClassLoader().getResourceAsStream(PAGE)) {
      if (in == null) throw new FileNotFoundException(PAGE);
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("not on the class path: " + PAGE, e);
    }
  }
}
