package io.fundstream.relay;

import java.util.Set;

/**
 * A transaction in the relay's topics is undecided and nobody will decide it. The run has to end:
 * the next one aborts it and sends its events again.
 */
public final class Hung extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public Hung(Set<String> places) {
    super("a transaction hangs in Kafka, " + places);
  }
}
