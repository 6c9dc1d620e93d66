package io.fundstream.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * A functional core: some classes and whatever of ours they reach. It may use the language, values
 * and collections; not the world, a clock, chance or a library.
 */
final class PureCore {
  private static final Pattern ALLOWED =
      Pattern.compile(
          "(java\\.(lang|util|util\\.function|util\\.stream|util\\.regex|time|time\\.format|math|text)|org\\.jspecify\\.annotations|com\\.google\\.errorprone\\.annotations)\\.[^.]+");

  private static final Pattern IMPURE =
      Pattern.compile(
          "java\\.time\\.(Instant|LocalDate|LocalDateTime|ZonedDateTime|OffsetDateTime|Year|YearMonth|Clock)\\.(now|system.*)"
              + "|java\\.util\\.UUID\\.randomUUID|java\\.lang\\.System\\..*|java\\.lang\\.Math\\.random"
              + "|java\\.lang\\.Thread\\..*|java\\.lang\\.Runtime\\..*|java\\.lang\\.ProcessHandle\\..*");

  private static final Pattern CHANCE =
      Pattern.compile("java\\.util\\.(Random|SplittableRandom|Timer|Scanner|Properties)");

  private final JavaClasses all;

  PureCore(JavaClasses all) {
    this.all = all;
  }

  void check(Predicate<JavaClass> roots) {
    Map<JavaClass, String> reached = reached(roots);
    assertThat(reached).as("the core has at least one class").isNotEmpty();
    TreeSet<String> faults = new TreeSet<>();
    reached.forEach((c, path) -> faults.addAll(faults(c, path)));
    assertThat(faults)
        .as(
            "a core decides from what it is given: pass time and ids in as values, do input and output in the shell")
        .isEmpty();
  }

  private static List<String> faults(JavaClass c, String path) {
    List<String> used =
        c.getDirectDependenciesFromSelf().stream()
            .map(d -> d.getTargetClass().getBaseComponentType())
            .filter(t -> !t.isPrimitive() && !ours(t))
            .map(JavaClass::getName)
            .filter(n ->
                !ALLOWED.matcher(n.replaceFirst("\\$.*", "")).matches()
                    || CHANCE.matcher(n).matches())
            .map(n -> path + " uses " + n)
            .toList();
    List<String> called =
        c.getAccessesFromSelf().stream()
            .map(PureCore::target)
            .filter(n -> IMPURE.matcher(n).matches())
            .map(n -> path + " calls " + n)
            .toList();
    return java.util.stream.Stream.concat(used.stream(), called.stream()).toList();
  }

  private static String target(JavaAccess<?> access) {
    return access.getTargetOwner().getName() + "." + access.getTarget().getName();
  }

  /** Each class with the way it was reached. */
  private Map<JavaClass, String> reached(Predicate<JavaClass> roots) {
    Map<JavaClass, String> reached = new LinkedHashMap<>();
    Deque<JavaClass> open = new ArrayDeque<>();
    for (JavaClass c : all) {
      if (ours(c) && roots.test(c)) {
        reached.put(c, c.getName());
        open.add(c);
      }
    }
    while (!open.isEmpty()) {
      JavaClass from = open.remove();
      from.getDirectDependenciesFromSelf().stream()
          .map(d -> d.getTargetClass().getBaseComponentType())
          .filter(PureCore::ours)
          .filter(c -> reached.putIfAbsent(c, reached.get(from) + " -> " + c.getName()) == null)
          .forEach(open::add);
    }
    return reached;
  }

  /** Events are of the core; what turns them into bytes lies beside them and is not reached. */
  private static boolean ours(JavaClass c) {
    return c.getPackageName().startsWith("io.fundstream")
        || c.getPackageName().startsWith("fundstream.");
  }
}
