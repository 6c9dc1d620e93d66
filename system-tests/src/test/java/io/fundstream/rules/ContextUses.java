package io.fundstream.rules;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Who uses the classes of which context. */
record ContextUses(JavaClasses classes, Set<String> contexts) {
  /** {@code fundstream.<context>}: its generated events and the interface that lists them. */
  static final Pattern EVENTS = Pattern.compile("fundstream\\.([a-z]+)");

  /** {@code io.fundstream.<module>.<context>} and what is below it. */
  private static final Pattern PART =
      Pattern.compile("io\\.fundstream\\.[a-z]+\\.([a-z]+)(\\..*)?");

  /** The uses of a context's classes that are wrong, as ArchUnit describes them. */
  List<String> found(BiPredicate<JavaClass, JavaClass> wrong) {
    return classes.stream()
        .flatMap(user -> user.getDirectDependenciesFromSelf().stream())
        .filter(use -> contextOf(use.getTargetClass()).isPresent())
        .filter(use -> wrong.test(use.getOriginClass(), use.getTargetClass()))
        .map(Dependency::getDescription)
        .distinct()
        .sorted()
        .toList();
  }

  /** The context in whose package a class is. */
  Optional<String> contextOf(JavaClass c) {
    String inPackage = c.getBaseComponentType().getPackageName();
    for (Pattern pattern : List.of(EVENTS, PART)) {
      Matcher name = pattern.matcher(inPackage);
      if (name.matches() && contexts.contains(name.group(1))) {
        return Optional.of(name.group(1));
      }
    }
    return Optional.empty();
  }
}
