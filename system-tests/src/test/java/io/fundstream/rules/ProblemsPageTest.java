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

  /** A refusal of a decider: {@code case … -> "slug";} in its slug(). */
  private static final Pattern SLUG =
      Pattern.compile("String slug\\(\\) \\{(.*?)\\n  }", Pattern.DOTALL);

  private static final Pattern REFUSED = Pattern.compile("-> \"([a-z]+(?:-[a-z]+)*)\"");

  @Test
  void every_problem_in_the_code_stands_on_the_page_and_the_other_way_round() {
    assertThat(onThePage().keySet()).isEqualTo(new TreeSet<>(inTheCode().keySet()));
  }

  @Test
  void the_page_names_the_status_that_the_code_answers() {
    Map<String, Integer> page = onThePage();
    inTheCode()
        .forEach((slug, status) -> {
          if (status > 0) assertThat(page).as(slug).containsEntry(slug, status);
        });
  }

  private static Map<String, Integer> onThePage() {
    Map<String, Integer> rows = new TreeMap<>();
    Matcher row = ROW.matcher(Tree.text(Tree.ROOT.resolve("docs/problems.md")));
    while (row.find()) rows.put(row.group(1), Integer.valueOf(row.group(2)));
    return rows;
  }

  /** Status 0 where the slug alone is in the source. */
  private static Map<String, Integer> inTheCode() {
    Map<String, Integer> made = new TreeMap<>();
    for (var file : Tree.sources("main")) {
      String text = Tree.text(file);
      Matcher problem = MADE.matcher(text);
      while (problem.find()) made.put(problem.group(1), Integer.valueOf(problem.group(2)));
      Matcher slugs = SLUG.matcher(text);
      while (slugs.find()) {
        Matcher refused = REFUSED.matcher(slugs.group(1));
        while (refused.find()) made.putIfAbsent(refused.group(1), 0);
      }
    }
    return made;
  }
}
