package io.fundstream.system.check;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * The rows that are read against the fold. A finding says the fund's version for its seq: that is
 * the same as long as nothing but the fund writes under its key, and near enough otherwise.
 */
final class RowCheck {
  private RowCheck() {}

  static List<Finding> of(Folded folded, ReadSide read) {
    List<Finding> findings = new ArrayList<>();
    findings.addAll(
        compare(
            "fund",
            folded.funds().values(),
            read.funds(),
            FundState::id,
            FundState::id,
            FundState::version));
    findings.addAll(
        compare(
            "fund_history",
            folded.history(),
            read.history(),
            state -> state.id() + " version " + state.version(),
            FundState::id,
            FundState::version));
    findings.addAll(
        compare(
            "fund_config",
            folded.configs(),
            read.configs(),
            config -> config.fund() + " configuration " + config.configVersion(),
            ConfigState::fund,
            ConfigState::version));
    if (read.parked() > 0) {
      findings.add(
          new Finding(Promise.ROWS_ARE_THE_FOLD, null, 0, read.parked() + " records are parked"));
    }
    return findings;
  }

  private static <T> List<Finding> compare(
      String table,
      Collection<T> folded,
      List<T> read,
      Function<T, Object> id,
      Function<T, UUID> fund,
      ToLongFunction<T> version) {
    List<Finding> findings = new ArrayList<>();
    Map<Object, T> expected = new HashMap<>();
    folded.forEach(row -> expected.put(id.apply(row), row));
    for (T row : read) {
      T right = expected.remove(id.apply(row));
      if (row.equals(right)) continue;
      String detail =
          right == null
              ? "%s has a row too many: %s".formatted(table, row)
              : "%s has %s, the events make %s".formatted(table, row, right);
      findings.add(
          new Finding(
              Promise.ROWS_ARE_THE_FOLD, fund.apply(row), version.applyAsLong(row), detail));
    }
    expected
        .values()
        .forEach(row ->
            findings.add(
                new Finding(
                    Promise.ROWS_ARE_THE_FOLD,
                    fund.apply(row),
                    version.applyAsLong(row),
                    table + " lacks " + row)));
    return findings;
  }
}
