package io.fundstream.query;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.fundstream.query.change.ChangeListener;
import io.fundstream.query.database.Reads;
import io.fundstream.runtime.database.Transactions;
import java.sql.DriverManager;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Connections are lent in one place, which is told the tenant. */
class LendingTest {
  @Test
  void reads_alone_lends_connections_and_the_listener_alone_has_one_of_its_own() {
    JavaClasses service =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.fundstream.query");
    noClasses()
        .that()
        .doNotBelongToAnyOf(Reads.class, ChangeListener.class)
        .should()
        .dependOnClassesThat()
        .areAssignableTo(DriverManager.class)
        .orShould()
        .callMethodWhere(DescribedPredicate.describe("a connection is lent", LendingTest::lends))
        .because("row-level security is set where a connection is lent for a tenant")
        .check(service);
  }

  private static boolean lends(JavaMethodCall call) {
    return call.getTargetOwner().isEquivalentTo(Transactions.class)
        || (call.getTargetOwner().isAssignableTo(DataSource.class)
            && call.getName().equals("getConnection"));
  }
}
