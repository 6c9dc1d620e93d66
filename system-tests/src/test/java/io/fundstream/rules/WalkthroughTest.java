package io.fundstream.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** docs/walkthrough.md leads a newcomer to files, classes and methods that are there. */
class WalkthroughTest {
  private static final Path FOLDER = Tree.ROOT.resolve("docs");
  private static final String PAGE = Tree.text(FOLDER.resolve("walkthrough.md"));

  /** {@code [`name`]: path}, at the end of the page. */
  private static final Pattern TARGET = Pattern.compile("(?m)^\\[`([^`]+)`]: (\\S+)$");

  /** {@code [`name`]} or {@code [`Type`]`.method`}. */
  private static final Pattern USE = Pattern.compile("\\[`([^`]+)`](?!:)(?:`\\.(\\w+)`)?");

  /** {@code [words](page)}. */
  private static final Pattern LINK = Pattern.compile("\\[[^]`]+]\\(([^)#]+)(?:#[^)]*)?\\)");

  private static final String TYPE = "\\b(class|record|interface|enum) %s\\b";

  /** Where a method is declared, not where it is called. */
  private static final String METHOD = "(?m)^ +(?!return |new |throw )[\\w<>\\[\\], ?.@]+ %s\\(";

  @Test
  void every_name_has_a_target_and_every_target_is_named() {
    assertThat(targets().keySet())
        .hasSizeGreaterThan(30)
        .isEqualTo(
            USE.matcher(PAGE)
                .results()
                .map(use -> use.group(1))
                .collect(Collectors.toCollection(TreeSet::new)));
  }

  @Test
  void every_target_is_the_file_of_its_name_and_declares_that_class() {
    targets()
        .forEach((name, file) -> {
          assertThat(file).as("%s: correct its path at the end of the page", name).isRegularFile();
          assertThat(file.getFileName().toString()).isIn(name, name + ".java");
          if (file.toString().endsWith(".java")) {
            assertThat(Tree.text(file)).containsPattern(TYPE.formatted(name));
          }
        });
  }

  @Test
  void every_method_is_declared_by_its_class() {
    List<String> wrong =
        USE.matcher(PAGE)
            .results()
            .filter(use -> use.group(2) != null)
            .filter(use -> {
              Path file = targets().get(use.group(1));
              return file == null || !declares(file, use.group(2));
            })
            .map(use -> use.group(1) + "." + use.group(2))
            .toList();
    assertThat(wrong).as("methods that the walkthrough names and the class has not").isEmpty();
  }

  @Test
  void every_link_to_another_page_leads_to_one() {
    List<String> pages = LINK.matcher(PAGE).results().map(link -> link.group(1)).toList();
    assertThat(pages)
        .isNotEmpty()
        .allSatisfy(page -> assertThat(FOLDER.resolve(page)).isRegularFile());
  }

  private static boolean declares(Path file, String method) {
    return Files.exists(file)
        && Pattern.compile(METHOD.formatted(method)).matcher(Tree.text(file)).find();
  }

  private static Map<String, Path> targets() {
    Map<String, Path> targets = new TreeMap<>();
    TARGET
        .matcher(PAGE)
        .results()
        .forEach(
            target -> targets.put(target.group(1), FOLDER.resolve(target.group(2)).normalize()));
    return targets;
  }
}
