package io.fundstream.projector.stream;

import java.util.UUID;

/**
 * An event is missing under a key and did not come within the bounds of time and memory. Reading
 * the topics from the beginning mends it if the event is there and progress was lost, for example
 * after a restore.
 */
public final class GapUnresolved extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String what;
  private final UUID key;
  private final String projection;

  /**
   * @param key one that waits
   */
  public GapUnresolved(String message, UUID key) {
    this(message, key, "");
  }

  private GapUnresolved(String message, UUID key, String projection) {
    super(message);
    this.what = message;
    this.key = key;
    this.projection = projection;
  }

  /** The same, of a projection. */
  GapUnresolved in(String ofProjection) {
    return new GapUnresolved(what, key, ofProjection);
  }

  /** The key that waits. */
  UUID key() {
    return key;
  }

  /** With its version; empty if it was not said. */
  String projection() {
    return projection;
  }
}
