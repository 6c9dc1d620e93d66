package io.fundstream.gateway.log;

/**
 * Commands of one partition key that are decided in the order in which they were submitted: none
 * runs before everything ahead of it is settled, or stands ahead of it in the same transaction.
 * When one has no decision, those behind it are not tried.
 *
 * <p>One thread submits; the key's appender settles.
 */
public final class OrderedCommands {
  private int joined;
  private volatile int next;
  private volatile boolean broken;

  /** The place of one more command at the end. */
  public int join() {
    return joined++;
  }

  /** The first place that is not settled. */
  public int next() {
    return next;
  }

  /** Whether something in it has no decision, so that what is behind it must not be tried. */
  public boolean broken() {
    return broken;
  }

  void settled(int place, Outcome outcome) {
    if (!decides(outcome)) {
      broken = true;
    }
    next = Math.max(next, place + 1);
  }

  /** Whether an outcome is final: sent again, the command would not be done after all. */
  public static boolean decides(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Answered _, Outcome.PreconditionRequired _, Outcome.KeyReused _ -> true;
      case Outcome.KeyInFlight _,
          Outcome.Overloaded _,
          Outcome.Unavailable _,
          Outcome.Failed _,
          Outcome.Behind _ ->
          false;
    };
  }
}
