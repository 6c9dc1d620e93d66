package io.fundstream.projector.stream;

/**
 * An event is missing under a key and did not come within the bounds of time and memory. Reading
 * the topics from the beginning mends it if the event is there and progress was lost, for example
 * after a restore.
 */
public final class GapUnresolved extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public GapUnresolved(String message) {
    super(message);
  }
}
