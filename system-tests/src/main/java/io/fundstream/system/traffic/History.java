package io.fundstream.system.traffic;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Everything that was sent to a stack and what was told, by however many threads. */
public final class History {
  private final List<Sent> sent = new ArrayList<>();
  private final List<String> surprises = new ArrayList<>();
  private long inVain;

  /** A command with which its sender has done. */
  public synchronized void add(Request request, int tries, @Nullable Answer answer) {
    sent.add(new Sent(sent.size() + 1L, request, tries, answer));
  }

  /** A try that gave nothing, or was told to come again. */
  public synchronized void inVain() {
    inVain++;
  }

  /** An answer that no harm done to the stack explains. */
  public synchronized void surprise(Request request, Answer answer) {
    surprises.add(request.line() + " got " + answer.status() + " " + answer.body());
  }

  public synchronized List<Sent> sent() {
    return List.copyOf(sent);
  }

  public synchronized List<String> surprises() {
    return List.copyOf(surprises);
  }

  /** Commands with which their senders have done. */
  public synchronized int size() {
    return sent.size();
  }

  /** Tries in vain. */
  public synchronized long triesInVain() {
    return inVain;
  }
}
