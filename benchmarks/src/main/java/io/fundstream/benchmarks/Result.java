package io.fundstream.benchmarks;

/**
 * One row of the table.
 *
 * @param value what was measured, the median over the rounds
 * @param spread (greatest − least) / median over the rounds; 0 for a single figure
 * @param against the limit or peer that ran in turn with it; "itself" for a figure with a bound
 * @param ratio median of {@code value} by median of {@code against}; the value itself if alone
 * @param aim what the design aims at, for {@code ratio}
 */
public record Result(
    String name,
    String unit,
    double value,
    double spread,
    String against,
    double againstValue,
    double againstSpread,
    double ratio,
    double aim,
    boolean met) {
  private static final String ITSELF = "itself";

  /** Has to be at least {@code aim} times the other. */
  public static Result ratio(
      String name,
      String unit,
      Rounds.Series mine,
      String against,
      Rounds.Series other,
      double aim) {
    double ratio = mine.median() / other.median();
    return new Result(
        name,
        unit,
        mine.median(),
        mine.spread(),
        against,
        other.median(),
        other.spread(),
        ratio,
        aim,
        ratio >= aim);
  }

  /** Has to be at most {@code bound}, whatever else is. */
  public static Result atMost(String name, String unit, Rounds.Series mine, double bound) {
    double value = mine.median();
    return new Result(
        name, unit, value, mine.spread(), ITSELF, value, 0, value, bound, value <= bound);
  }

  /** As a person reads it. */
  String line() {
    String met = this.met ? "met" : "not met";
    return against.equals(ITSELF)
        ? "%s%n  %,.1f %s (spread %.0f %%), aim ≤ %,.1f: %s"
            .formatted(name, value, unit, spread * 100, aim, met)
        : "%s%n  %,.0f %s (spread %.0f %%) ÷ %s: %,.0f (spread %.0f %%) = %.2f, aim ≥ %.2f: %s"
            .formatted(
                name,
                value,
                unit,
                spread * 100,
                against,
                againstValue,
                againstSpread * 100,
                ratio,
                aim,
                met);
  }
}
