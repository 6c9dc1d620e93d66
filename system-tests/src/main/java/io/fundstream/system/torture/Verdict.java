package io.fundstream.system.torture;

import io.fundstream.system.check.Finding;
import io.fundstream.system.check.Observation;
import io.fundstream.system.traffic.History;
import java.util.List;

/**
 * What came of a campaign.
 *
 * @param history what was sent
 * @param failures recoveries that did not come, or took too long, in words
 * @param uncaught mutations that the judge did not find
 */
public record Verdict(
    Observation seen,
    History history,
    List<Finding> findings,
    List<String> failures,
    List<String> uncaught,
    Figures figures) {

  public Verdict {
    findings = List.copyOf(findings);
    failures = List.copyOf(failures);
    uncaught = List.copyOf(uncaught);
  }

  /** Whether every promise was kept, and the judge can tell. */
  public boolean sound() {
    return findings.isEmpty() && failures.isEmpty() && uncaught.isEmpty();
  }
}
