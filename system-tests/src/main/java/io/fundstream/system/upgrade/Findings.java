package io.fundstream.system.upgrade;

import java.io.PrintWriter;
import java.util.List;

/** What was checked and what came of it; prints a line for each at once. For one thread. */
final class Findings {
  private static final int SHOWN = 5;

  private final PrintWriter out;
  private int failed;

  Findings(PrintWriter out) {
    this.out = out;
  }

  /** Something that is only told. */
  void tell(String what) {
    out.println("  -     " + what);
    out.flush();
  }

  /** A check that holds if nothing is wrong. */
  void check(String what, List<String> wrong) {
    if (!wrong.isEmpty()) failed++;
    out.println((wrong.isEmpty() ? "  ok    " : "  FAIL  ") + what);
    wrong.stream().limit(SHOWN).forEach(line -> out.println("          " + line));
    if (wrong.size() > SHOWN) out.println("          and " + (wrong.size() - SHOWN) + " more");
    out.flush();
  }

  /** A check that holds or not. */
  void check(String what, boolean holds, String otherwise) {
    check(what, holds ? List.of() : List.of(otherwise));
  }

  /** How many checks did not hold. */
  int failed() {
    return failed;
  }
}
