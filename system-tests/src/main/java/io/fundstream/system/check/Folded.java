package io.fundstream.system.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.avro.generic.GenericRecord;

/**
 * All funds as their events make them.
 *
 * @param funds each fund after its last event
 * @param history each fund after each event
 * @param configs each configuration after the last event
 * @param findings events that cannot be folded
 */
record Folded(
    Map<UUID, FundState> funds,
    List<FundState> history,
    List<ConfigState> configs,
    List<Finding> findings) {

  static Folded of(Observation seen) {
    Payloads payloads = new Payloads(seen.schemas());
    Map<UUID, FundFold> folds = new HashMap<>();
    List<FundState> history = new ArrayList<>();
    List<Finding> findings = new ArrayList<>();
    for (LogEvent event : OrderCheck.sorted(seen.log())) {
      Optional<GenericRecord> payload = payloads.of(event);
      if (payload.isEmpty()) {
        findings.add(new Finding(Promise.RULES_HOLD, event, "unreadable: " + event.line()));
        continue;
      }
      FundFold fold = folds.computeIfAbsent(event.stream(), _ -> new FundFold());
      String broken = fold.apply(event, payload.get());
      if (!broken.isEmpty()) {
        findings.add(new Finding(Promise.RULES_HOLD, event, broken + ": " + event.line()));
      }
      fold.state().ifPresent(history::add);
    }
    Map<UUID, FundState> funds = new HashMap<>();
    List<ConfigState> configs = new ArrayList<>();
    folds.forEach((id, fold) -> {
      fold.state().ifPresent(state -> funds.put(id, state));
      configs.addAll(fold.configs());
    });
    return new Folded(funds, history, configs, findings);
  }
}
