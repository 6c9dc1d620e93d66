package io.fundstream.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * docs/contexts.md says what a context costs; these are the counts it gives, made anew. A place is
 * a line of main code or of a resource that names the thing, released schemas aside. Numbers may
 * only fall: who makes one rise mends the mechanism.
 */
class ContextCostTest {
  private static final Path PAGE = Tree.ROOT.resolve("docs/contexts.md");

  /** Modules that a context has a part in. */
  private static final List<String> SERVICES =
      List.of(
          "event-schemas",
          "migrations",
          "command-gateway",
          "outbox-relay",
          "projector-streams",
          "query-api");

  private static final String FIELD = "generalPartner|general_partner";
  private static final String EVENT = "FundStatusChanged|ChangeStatus|fund\\.change-status";

  @Test
  void a_field_takes_at_most_32_lines_in_16_files() {
    assertThat(places(FIELD)).hasSizeLessThanOrEqualTo(32);
    assertThat(places(FIELD).stream().map(place -> place.split(":")[0]).distinct())
        .hasSizeLessThanOrEqualTo(16);
    saidAs("a field: %d lines in %d files", places(FIELD).size(), files(places(FIELD)));
  }

  @Test
  void an_event_with_its_command_takes_at_most_18_places() {
    assertThat(places(EVENT)).hasSizeLessThanOrEqualTo(18);
    saidAs("an event with its command: %d lines", places(EVENT).size());
  }

  @Test
  void the_slice_of_a_context_has_at_most_1_600_lines_of_java() {
    int lines =
        Tree.sources("main").stream()
            .filter(file -> file.resolveSibling("").endsWith("fund"))
            .filter(file -> SERVICES.contains(Tree.ROOT.relativize(file).getName(0).toString()))
            .mapToInt(file -> (int) Tree.text(file).lines().count())
            .sum();
    assertThat(lines).isBetween(100, 1_600);
    saidAs("the slice of `fund`: %d lines", lines);
  }

  private static void saidAs(String count, Object... numbers) {
    assertThat(Tree.text(PAGE)).contains(count.formatted(numbers));
  }

  private static long files(List<String> places) {
    return places.stream().map(place -> place.split(":")[0]).distinct().count();
  }

  private static List<String> places(String names) {
    Pattern pattern = Pattern.compile(names);
    return SERVICES.stream()
        .map(module -> Tree.ROOT.resolve(module).resolve("src/main"))
        .flatMap(ContextCostTest::files)
        .flatMap(file ->
            Tree.text(file)
                .lines()
                .filter(line -> pattern.matcher(line).find())
                .map(line -> Tree.ROOT.relativize(file) + ": " + line.strip()))
        .toList();
  }

  private static Stream<Path> files(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> !file.toString().contains("/released/"))
          .toList()
          .stream();
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
