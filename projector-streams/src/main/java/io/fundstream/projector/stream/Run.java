package io.fundstream.projector.stream;

import io.fundstream.projector.stream.GroupApp.Shared;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the threads of one run of an application share.
 *
 * @param members whose rows it stores
 * @param shared what all applications of the process share
 * @param again the topics that are read from the beginning
 * @param healing whether they are because an event was missing: what is missing then too stays so
 */
record Run(
    List<Member<?>> members,
    Shared shared,
    AppState state,
    Patience patience,
    Set<String> again,
    boolean healing) {

  Run {
    members = List.copyOf(members);
  }

  /** All that it subscribes to. */
  Set<String> topics() {
    return members.stream()
        .flatMap(member -> member.topics().stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  Limits limits() {
    return shared.limits();
  }
}
