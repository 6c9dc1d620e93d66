package io.fundstream.system.fuzz;

import java.util.Optional;
import java.util.Set;

/**
 * A request and what is known about its answer beforehand.
 *
 * @param operation what it is meant for; empty when it may reach anything or nothing
 * @param expected the only statuses that are right; empty when any documented one is
 * @param about in a few words, for the report
 */
record Intention(
    Request request, Optional<Operation> operation, Set<Integer> expected, String about) {
  Intention {
    expected = Set.copyOf(expected);
  }

  static Intention of(Request request, Operation operation, String about, Integer... expected) {
    return new Intention(request, Optional.of(operation), Set.of(expected), about);
  }

  static Intention anything(Request request, String about, Integer... expected) {
    return new Intention(request, Optional.empty(), Set.of(expected), about);
  }
}
