package io.fundstream.benchmarks;

import java.util.List;

/** One of the things that {@code ./fundstream bench} measures. */
public interface Benchmark {

  /** As it is written on the command line. */
  String name();

  /** Whether it takes so long that it runs only when it is named. */
  default boolean onlyByName() {
    return false;
  }

  /**
   * Measures; starts what it needs and stops it again.
   *
   * @return rows of the table, at least one
   * @throws Exception if anything failed on the way: then there is no figure
   */
  List<Result> run(Rounds rounds) throws Exception;
}
