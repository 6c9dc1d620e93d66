package io.fundstream.stack.member;

import java.util.OptionalLong;

/** One thing that runs as part of a stack, in this JVM or as a child of it. */
public interface Member {

  /** What the commands call it. */
  String name();

  /**
   * Starts it; returns when it is there, which for a service need not mean ready.
   *
   * @throws RuntimeException with a message for a person, if it does not start
   */
  void start();

  /** Stops it in good order and returns when it is gone. Does nothing if it is. */
  void stop();

  /** Ends it at once, if it can be ended alone. */
  void kill();

  /** Whether it goes on; false once it has ended or can only be made anew. */
  boolean running();

  /** Whether it can do its work now. */
  boolean ready();

  /** The pid of its own process. */
  OptionalLong pid();
}
