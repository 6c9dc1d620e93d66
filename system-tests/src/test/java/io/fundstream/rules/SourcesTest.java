package io.fundstream.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What leaves no trace in class files. */
class SourcesTest {
  private static final Pattern EMPTY_CATCH = Pattern.compile("catch \\([^)]*\\)\\s*\\{\\s*}");

  /** Split, so that this file does not hold what it looks for. */
  private static final Pattern UNFINISHED = Pattern.compile("\\b(TO" + "DO|FIX" + "ME)\\b");

  private static final Pattern SWITCHED_OFF =
      Pattern.compile("@Dis" + "abled|@Ig" + "nore|Mock" + "ito");

  @Test
  void nothing_is_left_unfinished() {
    assertThat(found(UNFINISHED, all())).as("finish it or open an issue").isEmpty();
  }

  @Test
  void no_exception_is_swallowed() {
    assertThat(found(EMPTY_CATCH, all()))
        .as("handle it, or say in the block why nothing is to be done")
        .isEmpty();
  }

  @Test
  void no_test_is_switched_off_or_mocked() {
    assertThat(found(SWITCHED_OFF, Tree.sources("test").stream()))
        .as("mend or remove the test; use real parts")
        .isEmpty();
  }

  @Test
  void no_test_sleeps() {
    Pattern sleep = Pattern.compile("Thread\\.sle" + "ep\\(|TimeUnit\\.\\w+\\.sle" + "ep\\(");
    assertThat(found(sleep, Tree.sources("test").stream()))
        .as("wait for what you wait for, with Awaitility")
        .isEmpty();
  }

  @Test
  void every_test_class_is_one_that_surefire_finds() {
    Pattern test = Pattern.compile("@(Test|ParameterizedTest|RepeatedTest|TestFactory)\\b");
    Stream<Path> others =
        Tree.sources("test").stream().filter(f -> !f.toString().endsWith("Test.java"));
    assertThat(found(test, others)).as("a class with tests is called *Test").isEmpty();
  }

  private static Stream<Path> all() {
    return Stream.concat(Tree.sources("main").stream(), Tree.sources("test").stream());
  }

  private static List<String> found(Pattern pattern, Stream<Path> files) {
    List<String> found = new ArrayList<>();
    files.forEach(file -> {
      String text = Tree.text(file);
      Matcher matcher = pattern.matcher(text);
      while (matcher.find()) {
        long line = text.substring(0, matcher.start()).lines().count();
        found.add(Tree.ROOT.relativize(file) + ":" + line + " " + matcher.group().strip());
      }
    });
    return found;
  }
}
