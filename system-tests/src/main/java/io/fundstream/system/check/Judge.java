package io.fundstream.system.check;

import java.util.ArrayList;
import java.util.List;

/** Whether everything that was seen agrees. Pure. */
public final class Judge {
  private Judge() {}

  /** Everything that does not, in the order in which it is best looked at; empty if all is well. */
  public static List<Finding> judge(Observation seen) {
    List<Finding> findings = new ArrayList<>();
    Folded folded = Folded.of(seen);
    findings.addAll(CommandCheck.of(seen, folded));
    findings.addAll(OrderCheck.of(seen.log()));
    findings.addAll(ChainCheck.of(seen.log()));
    findings.addAll(folded.findings());
    findings.addAll(TopicCheck.of(seen));
    findings.addAll(RowCheck.of(folded, seen.read()));
    findings.addAll(TrailCheck.of(seen));
    seen.backwards()
        .forEach(one ->
            findings.add(
                new Finding(
                    Promise.NEVER_BACKWARDS,
                    one.id(),
                    0,
                    "%s went from %d to %d at %s"
                        .formatted(one.what(), one.from(), one.to(), one.at()))));
    findings.addAll(ReplayCheck.of(seen));
    return List.copyOf(findings);
  }
}
