package io.fundstream.gateway.log;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Bounds how many commands wait, and how much memory their requests hold. */
final class Admission {
  private final int maxCommands;
  private final long maxBytes;
  private final AtomicInteger commands = new AtomicInteger();
  private final AtomicLong bytes = new AtomicLong();

  Admission(int maxCommands, long maxBytes) {
    this.maxCommands = maxCommands;
    this.maxBytes = maxBytes;
  }

  boolean enter(Submission submission) {
    if (commands.incrementAndGet() > maxCommands) {
      commands.decrementAndGet();
      return false;
    }
    if (bytes.addAndGet(submission.bytes()) > maxBytes) {
      leave(submission);
      return false;
    }
    return true;
  }

  void leave(Submission submission) {
    commands.decrementAndGet();
    bytes.addAndGet(-submission.bytes());
  }

  int waiting() {
    return commands.get();
  }
}
