package io.fundstream.benchmarks;

/**
 * One row of the table.
 *
 * @param value what was measured, the median over the rounds
 * @param spread (greatest − least) / median over the rounds
 * @param against the limit or peer that ran in turn with it
 * @param ratio median of {@code value} by median of {@code against}
 * @param aim the ratio that the design aims at
 */
record Result(
    String name,
    String unit,
    double value,
    double spread,
    String against,
    double againstValue,
    double againstSpread,
    double ratio,
    double aim) {

  static Result of(
      String name,
      String unit,
      Rounds.Series mine,
      String against,
      Rounds.Series other,
      double aim) {
    return new Result(
        name,
        unit,
        mine.median(),
        mine.spread(),
        against,
        other.median(),
        other.spread(),
        mine.median() / other.median(),
        aim);
  }

  boolean met() {
    return ratio >= aim;
  }
}
