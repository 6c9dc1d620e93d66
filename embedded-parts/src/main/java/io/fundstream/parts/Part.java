package io.fundstream.parts;

import java.util.OptionalLong;

/**
 * A server that can be started and stopped again and again and keeps its port and its data
 * meanwhile.
 *
 * <p>Start and stop block until done; both do nothing when there is nothing to do. A part belongs
 * to one thread at a time.
 */
public interface Part extends AutoCloseable {

  /** What to call it in messages: {@code postgres}, {@code kafka}, {@code registry}. */
  String name();

  /**
   * Returns when the server answers.
   *
   * @throws PartFailed if it ends or does not answer in time; the message tells the end of its log
   */
  void start();

  /** Ends it in good order. Its data stays. */
  void stop();

  /** Ends it as a power cut would. Its data stays, as it is. */
  void kill();

  /** Whether its process runs; it need not answer. */
  boolean running();

  /** Its process, if it has one of its own on this machine. */
  OptionalLong pid();

  /** Stops it; data that was made for this part alone is deleted. */
  @Override
  void close();
}
