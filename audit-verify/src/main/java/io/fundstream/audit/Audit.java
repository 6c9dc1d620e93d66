package io.fundstream.audit;

import io.fundstream.audit.log.ChainCheck;
import io.fundstream.audit.log.EventIdCheck;
import io.fundstream.audit.log.GuardCheck;
import io.fundstream.audit.log.Snapshot;
import io.fundstream.audit.log.StreamCheck;
import io.fundstream.audit.topic.TopicAudit;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The whole audit: takes one snapshot of the log, derives everything in it anew and, if asked,
 * compares Kafka with it. It runs beside a working stack and disturbs nobody: it only reads.
 */
public final class Audit {
  private Audit() {}

  /**
   * Runs the audit.
   *
   * @throws SQLException when the database cannot be reached or read; what was found until then is
   *     lost, because without the rest it proves nothing
   * @throws org.apache.kafka.common.KafkaException when Kafka was asked for and cannot be read
   */
  public static AuditReport run(AuditConfig config) throws SQLException {
    Findings findings = new Findings(config.findings());
    try (@Nullable TopicAudit topics = topics(config);
        Snapshot snapshot = Snapshot.take(config)) {
      long start = System.nanoTime();
      ChainCheck.Walked walked = ChainCheck.run(snapshot, findings);
      long streams = StreamCheck.run(snapshot, findings);
      EventIdCheck.run(snapshot, findings);
      List<String> warnings = GuardCheck.warnings(snapshot);
      double seconds = (System.nanoTime() - start) / 1e9;
      AuditReport.@Nullable Topics compared =
          topics == null ? null : topics.compare(snapshot, findings);
      return new AuditReport(
          walked.keys(),
          streams,
          walked.events(),
          seconds,
          compared,
          findings.first(),
          findings.total(),
          warnings);
    }
  }

  private static @Nullable TopicAudit topics(AuditConfig config) {
    return config.kafka() == null ? null : TopicAudit.open(config.kafka(), config.patience());
  }
}
