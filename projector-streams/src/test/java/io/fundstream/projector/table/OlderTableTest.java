package io.fundstream.projector.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fundstream.fund.FundEvent;
import fundstream.fund.FundRegistered;
import fundstream.fund.FundTermsAmended;
import io.fundstream.parts.TestDatabase;
import io.fundstream.projector.fold.Fact;
import io.fundstream.projector.fold.Outcome;
import io.fundstream.projector.support.Changing;
import io.fundstream.projector.support.ReadTables;
import io.fundstream.runtime.database.Statements;
import io.fundstream.schemas.EventEnvelope;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Newer code feeds an older live table: it writes those of its columns that the table has. */
class OlderTableTest {
  private static final String ROW =
      "select concat_ws(' ', version, name, leaves, hard_cap) from read_model.changing_v1";

  private final TestDatabase database = TestDatabase.fresh();
  private final ReadTables tables = new ReadTables(database);
  private final UUID id = UUID.randomUUID();

  @BeforeEach
  void the_tables_of_the_release_before() throws SQLException {
    try (Connection connection = database.connect("fundstream_projector")) {
      connection.createStatement().execute(Changing.first().shape().create(1));
    }
  }

  @AfterEach
  void close() throws SQLException {
    database.close();
  }

  @Test
  void rows_are_written_read_back_and_folded_on() throws SQLException {
    apply(1, Changing.second(), registered("First"));
    assertThat(tables.text(ROW)).isEqualTo("1 First");
    // Another run: the row comes from the table, without the column that it does not have.
    apply(2, Changing.second(), renamed("Second"));
    assertThat(tables.text(ROW)).isEqualTo("2 Second");
    assertThat(tables.rows("select name from read_model.changing_history_v1 order by version"))
        .containsExactly("First", "Second");
  }

  @Test
  void a_row_of_the_older_code_keeps_what_the_newer_does_not_know() throws SQLException {
    apply(1, Changing.first(), registered("First"));
    apply(2, Changing.second(), renamed("Second"));
    assertThat(tables.text(ROW)).isEqualTo("2 Second leaves 120000000.00");
  }

  @Test
  void a_column_that_newer_code_must_fill_and_cannot_ends_the_run_and_parks_nothing() {
    tables.execute("alter table read_model.changing_v1 alter leaves set not null");
    assertThatThrownBy(() -> apply(1, Changing.second(), registered("First")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("demands [leaves], which this release no longer writes");
  }

  /** As a run does that has just begun. */
  private void apply(int version, ReadModelFactory<Fact<FundEvent>> code, FundEvent event)
      throws SQLException {
    ReadModel<Fact<FundEvent>> model = code.create(1);
    try (Connection connection = database.connect("fundstream_projector")) {
      List<Fact<FundEvent>> facts = List.of(new Fact<>(envelope(version), event));
      ReadModel.Changes<Fact<FundEvent>> changes = model.begin(connection, facts, List.of());
      assertThat(changes.fold(facts.getFirst())).isEqualTo(Outcome.folded());
      Statements statements = new Statements();
      changes.write(statements);
      statements.run(connection);
    }
  }

  private EventEnvelope envelope(int version) {
    return new EventEnvelope(
        UUID.randomUUID(),
        new UUID(0, 1),
        "fund",
        "fundstream.fund.Any",
        id,
        version,
        id,
        version,
        "actor",
        "correlation",
        null,
        null,
        LocalDate.EPOCH,
        Instant.EPOCH.plusSeconds(version),
        new byte[32]);
  }

  private static FundEvent registered(String name) {
    return FundRegistered.builder()
        .name(name)
        .vintageYear(2024)
        .currency("USD")
        .targetSize(new BigDecimal("100000000.00"))
        .hardCap(new BigDecimal("120000000.00"))
        .managementFeeRate(new BigDecimal("0.020000"))
        .carryRate(new BigDecimal("0.200000"))
        .hurdleRate(new BigDecimal("0.080000"))
        .build();
  }

  private static FundEvent renamed(String name) {
    return FundTermsAmended.builder().changed(List.of("name")).name(name).build();
  }
}
