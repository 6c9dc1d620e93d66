package io.fundstream.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A context is one package of the same name in each module. Adding one changes no shared class, and
 * no other context.
 */
class ContextRulesTest {
  /** They judge what the services do. */
  private static final Pattern CHECKERS = Pattern.compile("io\\.fundstream\\.(audit|system)\\b.*");

  /** They bring a load of their own, and no service depends on them. */
  private static final Pattern BENCHMARKS = Pattern.compile("io\\.fundstream\\.benchmarks\\b.*");

  private static JavaClasses all;
  private static ContextUses uses;

  @BeforeAll
  static void read() {
    all = Tree.classes();
    Set<String> contexts =
        all.stream()
            .map(c -> ContextUses.EVENTS.matcher(c.getPackageName()))
            .filter(Matcher::matches)
            .map(name -> name.group(1))
            .collect(Collectors.toSet());
    assertThat(contexts).contains("fund");
    uses = new ContextUses(all, contexts);
  }

  @Test
  void no_shared_class_names_a_context() {
    assertThat(
            uses.found((user, used) ->
                uses.contextOf(user).isEmpty()
                    && !user.getSimpleName().equals("Main")
                    && !isIn(CHECKERS, user)
                    && !isIn(TOOLS, user)))
        .as(
            "a shared class that names a context changes with every new one: let the context hand it"
                + " over, by a line in Main")
        .isEmpty();
  }

  @Test
  void no_context_imports_another_but_the_facts_that_it_publishes() {
    assertThat(imports(uses))
        .as(
            "move stream kind and read-only state into the other context's package 'facts', and hand"
                + " them over in Main; nothing else may be imported")
        .isEmpty();
  }

  @Test
  void a_context_that_imports_more_than_facts_is_found() {
    JavaClasses fruit =
        new ClassFileImporter()
            .importPackages("io.fundstream.rules.apple", "io.fundstream.rules.pear");
    assertThat(imports(new ContextUses(fruit, Set.of("apple", "pear"))))
        .isNotEmpty()
        .allMatch(use -> use.contains("Compote") && use.contains("apple.Apple"));
  }

  private static List<String> imports(ContextUses uses) {
    return uses.found((user, used) ->
        uses.contextOf(user).isPresent()
            && !uses.contextOf(user).equals(uses.contextOf(used))
            && !used.getPackageName().matches(".*\\.facts"));
  }

  @Test
  void no_event_type_is_known_outside_its_context_but_to_checkers_and_benchmarks() {
    assertThat(
            uses.found((user, used) ->
                isIn(ContextUses.EVENTS, used)
                    && !uses.contextOf(user).equals(uses.contextOf(used))
                    && !isIn(CHECKERS, user)))
        .as("give others a value or a function of the context's, not its event")
        .isEmpty();
  }

  private static boolean isIn(Pattern packages, JavaClass c) {
    return packages.matcher(c.getPackageName()).matches();
  }
}
