package io.fundstream.rules;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.constructors;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  private static final String[] SERVICES = {
    "io.fundstream.gateway..",
    "io.fundstream.relay..",
    "io.fundstream.projector..",
    "io.fundstream.query..",
    "io.fundstream.audit.."
  };

  /** Words that say nothing about what a thing is for, as part of a camel-case name. */
  private static final Pattern EMPTY_WORD =
      Pattern.compile(".*(Common|Util|Utils|Helper|Helpers|Manager|Impl)([A-Z0-9].*)?");

  private static JavaClasses all;

  @BeforeAll
  static void read() {
    all = Tree.classes();
    assertThat(all.size()).isGreaterThan(50);
  }

  @Test
  void services_never_import_one_another() {
    slices()
        .matching("io.fundstream.(*)..")
        .namingSlices("$1")
        .should()
        .notDependOnEachOther()
        .ignoreDependency(
            not(resideInAnyPackage(SERVICES)),
            com.tngtech.archunit.base.DescribedPredicate.alwaysTrue())
        .ignoreDependency(
            com.tngtech.archunit.base.DescribedPredicate.alwaysTrue(),
            resideInAnyPackage("io.fundstream.runtime..", "io.fundstream.schemas.."))
        .because(
            "services share event-schemas and service-runtime alone: move what two of them need there, or repeat it")
        .check(all);
  }

  @Test
  void what_is_shared_knows_nobody_who_uses_it() {
    noClasses()
        .that()
        .resideInAnyPackage("io.fundstream.runtime..", "io.fundstream.schemas..", "fundstream..")
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(SERVICES)
                .or(
                    resideInAnyPackage(
                        "io.fundstream.stack..",
                        "io.fundstream.parts..",
                        "io.fundstream.migrations..")))
        .because("dependencies point from services to what they share: pass in what is needed")
        .check(all);
    noClasses()
        .that()
        .resideInAPackage("io.fundstream.schemas..")
        .should()
        .dependOnClassesThat(resideInAPackage("io.fundstream.runtime.."))
        .because("the wire contract must be usable without the services' shell")
        .check(all);
  }

  @Test
  void the_verifier_shares_no_code_with_the_writer() {
    noClasses()
        .that()
        .resideInAPackage("io.fundstream.audit..")
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(
                "io.fundstream.gateway..",
                "io.fundstream.runtime..",
                "io.fundstream.schemas..",
                "fundstream.."))
        .because(
            "a fault in shared code would pass unseen: write it again in audit-verify, from docs/hash-chain.md")
        .check(all);
  }

  @Test
  void the_judge_of_the_system_tests_shares_no_code_with_what_it_judges() {
    noClasses()
        .that()
        .resideInAPackage("io.fundstream.system.check..")
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(SERVICES)
                .or(
                    resideInAnyPackage(
                        "io.fundstream.runtime..", "io.fundstream.schemas..", "fundstream..")))
        .because("a fault in shared code would pass unseen: fold and hash again, from the pages")
        .check(all);
  }

  @Test
  void deciders_and_all_they_use_are_pure() {
    new PureCore(all).check(c -> c.getSimpleName().endsWith("Decider"));
  }

  @Test
  void names_say_what_a_thing_is_for() {
    List<String> empty =
        all.stream()
            .filter(c ->
                EMPTY_WORD.matcher(c.getSimpleName()).matches()
                    || c.getPackageName()
                        .matches(".*\\.(common|util|utils|helper|helpers|manager|impl)(\\..*)?"))
            .map(JavaClass::getName)
            .toList();
    assertThat(empty)
        .as("names with common, util, helper, manager or impl: name the thing after what it does")
        .isEmpty();
  }

  @Test
  void no_service_ends_the_process() {
    noClasses()
        .that()
        .resideInAnyPackage(SERVICES)
        .or()
        .resideInAnyPackage("io.fundstream.runtime..", "io.fundstream.schemas..")
        .and()
        .doNotHaveFullyQualifiedName("io.fundstream.runtime.service.ServiceMain")
        .and()
        .haveSimpleNameNotEndingWith("Main")
        .should()
        .callMethod(System.class, "exit", int.class)
        .orShould()
        .callMethod(Runtime.class, "exit", int.class)
        .orShould()
        .callMethod(Runtime.class, "halt", int.class)
        .because("several services live in one JVM: complete RunningService.fatal() instead")
        .check(all);
  }

  @Test
  void services_log_and_do_not_print() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "io.fundstream.gateway..",
            "io.fundstream.relay..",
            "io.fundstream.projector..",
            "io.fundstream.query..",
            "io.fundstream.schemas..")
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .orShould()
        .callMethod(Throwable.class, "printStackTrace")
        .because("output of a service is its log: use slf4j")
        .check(all);
  }

  @Test
  void no_amount_is_ever_a_double() {
    noClasses()
        .should()
        .callMethod(BigDecimal.class, "doubleValue")
        .orShould()
        .callMethod(BigDecimal.class, "floatValue")
        .orShould()
        .callConstructor(BigDecimal.class, double.class)
        .orShould()
        .callMethod(BigDecimal.class, "valueOf", double.class)
        .because("money is exact: stay in BigDecimal, write with toPlainString()")
        .check(all);
    String[] carriesMoney = {
      "io.fundstream..fund..",
      "io.fundstream.gateway..",
      "io.fundstream.schemas..",
      "io.fundstream.projector.fold..",
      "io.fundstream.runtime.json..",
      "io.fundstream.runtime.text.."
    };
    fields()
        .that()
        .areDeclaredInClassesThat()
        .resideInAnyPackage(carriesMoney)
        .should()
        .notHaveRawType(Floating.TYPE)
        .because(Floating.FIX)
        .check(all);
    methods()
        .that()
        .areDeclaredInClassesThat()
        .resideInAnyPackage(carriesMoney)
        .should()
        .notHaveRawReturnType(Floating.TYPE)
        .andShould(Floating.TAKE_NONE)
        .because(Floating.FIX)
        .check(all);
    constructors()
        .that()
        .areDeclaredInClassesThat()
        .resideInAnyPackage(carriesMoney)
        .should(Floating.TAKE_NONE)
        .because(Floating.FIX)
        .check(all);
  }

  @Test
  void the_schema_registry_client_is_touched_in_one_class() {
    noClasses()
        .that()
        .haveNameNotMatching(
            "io\\.fundstream\\.schemas\\.registry\\.ConfluentSchemaRegistry(\\$.*)?")
        .should()
        .dependOnClassesThat(resideInAPackage("org.apache.flink.."))
        .because("another client must be a change of imports in ConfluentSchemaRegistry alone")
        .check(all);
  }

  @Test
  void the_query_api_has_no_kafka_client_and_no_write_side() {
    noClasses()
        .that()
        .resideInAPackage("io.fundstream.query..")
        .should()
        .dependOnClassesThat(resideInAnyPackage("org.apache.kafka..", "io.debezium.."))
        .because("reads are served from read_model alone")
        .check(all);
  }

  @Test
  void every_package_says_what_it_is_for_and_is_null_marked() {
    List<String> without =
        all.stream()
            .map(JavaClass::getPackage)
            .filter(p -> p.getName().startsWith("io.fundstream"))
            .distinct()
            .filter(p ->
                p.tryGetPackageInfo().filter(i -> i.isAnnotatedWith(NullMarked.class)).isEmpty())
            .map(JavaPackage::getName)
            .sorted()
            .toList();
    assertThat(without)
        .as(
            "packages without a package-info.java that is @NullMarked: add one that says what the package is for and what not")
        .isEmpty();
  }
}
