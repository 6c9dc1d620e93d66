package io.fundstream.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** docs/problems.md lists every problem that a service can answer, and no other. */
class ProblemsPageTest {
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z-]+)` \\| (\\d{3}) \\|");

  /** {@code Problem.of("slug", status, …)} or {@code new Problem("slug", status, …)}. */
  private static final Pattern MADE =
      Pattern.compile("Problem(?:\\.of)?\\(\\s*\"([a-z-]+)\",\\s*(\\d{3})");

  /** A refusal of a decider: {@code conflict("slug", …)}, which is 409. */
  private static final Pattern CONFLICT = Pattern.compile("conflict\\(\\s*\"([a-z-]+)\"");

  /** {@code new Refusal(Kind.NOT_FOUND, "slug", …)}, which is 404. */
  private static final Pattern NOT_FOUND = Pattern.compile("Kind\\.NOT_FOUND,\\s*\"([a-z-]+)\"");

  @Test
  void every_problem_in_the_code_stands_on_the_page_and_the_other_way_round() {
    assertThat(onThePage().keySet()).isEqualTo(new TreeSet<>(inTheCode().keySet()));
  }

  @Test
  void the_page_names_the_status_that_the_code_answers() {
    Map<String, Integer> page = onThePage();
    inTheCode().forEach((slug, status) -> assertThat(page).as(slug).containsEntry(slug, status));
  }

  private static Map<String, Integer> onThePage() {
    Map<String, Integer> rows = new TreeMap<>();
    Matcher row = ROW.matcher(Tree.text(Tree.ROOT.resolve("docs/problems.md")));
    while (row.find()) rows.put(row.group(1), Integer.valueOf(row.group(2)));
    return rows;
  }

  private static Map<String, Integer> inTheCode() {
    Map<String, Integer> made = new TreeMap<>();
    for (var file : Tree.sources("main")) {
      String text = Tree.text(file);
      Matcher problem = MADE.matcher(text);
      while (problem.find()) made.put(problem.group(1), Integer.valueOf(problem.group(2)));
      Matcher conflict = CONFLICT.matcher(text);
      while (conflict.find()) made.put(conflict.group(1), 409);
      Matcher notFound = NOT_FOUND.matcher(text);
      while (notFound.find()) made.put(notFound.group(1), 404);
    }
    return made;
  }
}
