package io.fundstream.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a person and a script see: the figures, the name of the bad event, the exit status. */
class MainTest {
  @Test
  void a_sound_log_prints_its_figures() throws Exception {
    try (TestLog log = new TestLog()) {
      log.key(2);
      String printed = print(log.audit());
      assertThat(printed)
          .contains("log: 1 keys, 1 streams, 2 events, ")
          .contains("sound: every check passed");
    }
  }

  @Test
  void a_bad_event_is_named_by_key_seq_and_id() throws Exception {
    try (TestLog log = new TestLog()) {
      UUID key = log.key(2);
      log.edit(key, 2, "effective_on = effective_on + 1");
      assertThat(print(log.audit()))
          .contains("BAD HASH partition key %s seq 2 event %s".formatted(key, log.eventId(key, 2)))
          .contains("NOT SOUND: 1 findings");
    }
  }

  @Test
  void findings_are_counted_where_they_are_not_named() throws Exception {
    try (TestLog log = new TestLog()) {
      log.key(30);
      log.tamper("update event_store.event_log set effective_on = effective_on + 1");
      AuditReport report = log.audit();
      assertThat(report.findings()).hasSize(AuditConfig.FINDINGS);
      assertThat(report.total()).isEqualTo(30);
      assertThat(print(report)).contains("BAD … and 10 more");
    }
  }

  @Test
  void a_database_that_is_not_there_is_exit_status_2() {
    StringWriter err = new StringWriter();
    int status =
        Main.commandLine()
            .setErr(new PrintWriter(err))
            .execute("--database-url", "jdbc:postgresql://127.0.0.1:1/fundstream");
    assertThat(status).isEqualTo(2);
    assertThat(err.toString()).contains("the audit could not run");
  }

  @Test
  void a_bad_option_is_exit_status_2() {
    assertThat(Main.commandLine().setErr(new PrintWriter(new StringWriter())).execute("--bad"))
        .isEqualTo(2);
  }

  private static String print(AuditReport report) {
    StringWriter out = new StringWriter();
    report.print(new PrintWriter(out));
    return out.toString();
  }
}
