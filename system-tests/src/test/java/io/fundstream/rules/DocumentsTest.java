package io.fundstream.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Documents lead somewhere, are short, and show in a diff what changed. */
class DocumentsTest {
  private static final Path DECISIONS = Tree.ROOT.resolve("docs/decisions");

  /** The headings of a decision, in this order; those in brackets may be missing. */
  private static final Pattern HEADINGS =
      Pattern.compile("Context Decision( Rejected)?( Attempts)? Consequences");

  private static final Pattern RECORD = Pattern.compile("\\d{4}-[a-z0-9-]+\\.md");
  private static final Pattern WORD = Pattern.compile("\\S*[\\p{L}\\p{N}]\\S*");

  @Test
  void every_link_leads_to_a_file_and_to_a_heading_in_it() {
    List<String> broken = new ArrayList<>();
    for (Path file : Markdown.files()) {
      for (String link : Markdown.links(file)) {
        if (!Markdown.resolves(file, link)) broken.add(Tree.ROOT.relativize(file) + ": " + link);
      }
    }
    assertThat(broken).isEmpty();
  }

  @Test
  void lines_are_short_enough_that_a_diff_shows_what_changed() {
    List<String> tooLong = new ArrayList<>();
    for (Path file : Markdown.files()) {
      if (!file.startsWith(Tree.ROOT.resolve("docs"))) continue;
      Markdown.prose(file)
          .filter(line -> line.length() > 140)
          .forEach(line -> tooLong.add(Tree.ROOT.relativize(file) + ": " + line));
    }
    assertThat(tooLong).as("at most 140 characters, but for tables and code").isEmpty();
  }

  @Test
  void the_page_on_speed_is_read_in_five_minutes() {
    String page = Tree.text(Tree.ROOT.resolve("docs/performance.md"));
    assertThat(WORD.matcher(page).results().count())
        .as("words; what was tried belongs into docs/experiments")
        .isLessThan(900);
  }

  @Test
  void every_decision_says_its_context_what_was_decided_and_what_follows() throws Exception {
    List<String> others = new ArrayList<>();
    for (Path record : records()) {
      String name = record.getFileName().toString();
      String text = Tree.text(record);
      String headings = String.join(" ", Markdown.headings(text, 2));
      if (!HEADINGS.matcher(headings).matches()) others.add(name + ": " + headings);
      if (!text.startsWith("# " + name.substring(0, 4) + ". ")) others.add(name + ": its title");
    }
    assertThat(others).isEmpty();
  }

  @Test
  void the_index_lists_every_decision_once_under_the_title_it_has() throws Exception {
    String index = Tree.text(DECISIONS.resolve("README.md"));
    List<String> expected = new ArrayList<>();
    for (Path record : records()) {
      String title = Markdown.headings(Tree.text(record), 1).getFirst();
      expected.add("- [" + title + "](" + record.getFileName() + ")");
    }
    assertThat(index.lines().filter(line -> line.startsWith("- ["))).hasSameElementsAs(expected);
    assertThat(index.lines().filter(line -> line.startsWith("- ["))).doesNotHaveDuplicates();
  }

  @Test
  void the_index_of_experiments_lists_every_page() throws Exception {
    Path folder = Tree.ROOT.resolve("docs/experiments");
    String index = Tree.text(folder.resolve("README.md"));
    try (Stream<Path> pages = Files.list(folder)) {
      assertThat(pages.map(page -> page.getFileName().toString()))
          .filteredOn(name -> !name.equals("README.md"))
          .isNotEmpty()
          .allSatisfy(name -> assertThat(index).contains("](" + name + ")"));
    }
  }

  private static List<Path> records() throws Exception {
    try (Stream<Path> files = Files.list(DECISIONS)) {
      List<Path> records =
          files.filter(f -> RECORD.matcher(f.getFileName().toString()).matches()).sorted().toList();
      assertThat(records).isNotEmpty();
      return records;
    }
  }
}
