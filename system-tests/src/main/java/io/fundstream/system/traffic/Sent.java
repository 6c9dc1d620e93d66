package io.fundstream.system.traffic;

import org.jspecify.annotations.Nullable;

/**
 * A command and what its sender knows of it.
 *
 * @param order when the sender had done with it, counted from 1
 * @param tries how often it was sent
 * @param answer null if the sender gave up without one
 */
public record Sent(long order, Request request, int tries, @Nullable Answer answer) {

  /** In a few words. */
  public String line() {
    String told =
        answer == null
            ? "no answer"
            : "%d %s %s".formatted(answer.status(), answer.position(), answer.body());
    return "%s → %s after %d tries".formatted(request.line(), told, tries);
  }
}
