package io.fundstream.rules;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Set;

/** Binary floating point, which cannot hold a cent. */
final class Floating {
  static final String FIX =
      "no double may touch an amount: use BigDecimal, or a whole number of a named unit";

  private static final Set<String> NAMES =
      Set.of("double", "float", "java.lang.Double", "java.lang.Float");

  static final DescribedPredicate<JavaClass> TYPE =
      DescribedPredicate.describe(
          "double or float", c -> NAMES.contains(c.getBaseComponentType().getName()));

  static final ArchCondition<JavaCodeUnit> TAKE_NONE =
      new ArchCondition<>("take no double or float") {
        @Override
        public void check(JavaCodeUnit unit, ConditionEvents events) {
          unit.getRawParameterTypes().stream()
              .filter(TYPE)
              .forEach(t ->
                  events.add(
                      SimpleConditionEvent.violated(
                          unit, unit.getDescription() + " takes " + t.getName())));
        }
      };

  private Floating() {}
}
