package io.fundstream.system.fault;

import java.time.Duration;

/** Waits until a stack works again, and writes down how long that took. */
public interface Recovery {

  /**
   * Returns when an event that was sent after the harm can be read.
   *
   * @param what happened, the name under which it is written down
   * @param since when it began, as {@link System#nanoTime} had it
   * @throws NotRecovered if that takes too long
   */
  void await(String what, long since);

  /**
   * Returns when a command was accepted, whatever becomes of its event.
   *
   * @throws NotRecovered if that takes too long
   */
  void accepted(String what, Duration atMost);

  /** A stack that does not come back. */
  final class NotRecovered extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Says what did not. */
    public NotRecovered(String message) {
      super(message);
    }
  }
}
