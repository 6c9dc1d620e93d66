package io.fundstream.system.stack;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Signals that Java itself cannot send. */
public final class Signals {
  private Signals() {}

  /** SIGSTOP: the process does nothing from now on, and does not know it. */
  public static void freeze(long pid) {
    send("STOP", pid);
  }

  /** SIGCONT: it goes on as if no time had passed. */
  public static void wake(long pid) {
    send("CONT", pid);
  }

  private static void send(String signal, long pid) {
    try {
      int status = new ProcessBuilder("kill", "-" + signal, Long.toString(pid)).start().waitFor();
      if (status != 0) throw new IllegalStateException("kill -" + signal + " gave " + status);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
