package io.fundstream.projector;

import io.fundstream.projector.rebuild.Version;
import io.fundstream.projector.stream.Group;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which applications there should be.
 *
 * @param groups the versions that each feeds, by its id
 */
record Wanted(Map<String, List<Version>> groups) {

  Wanted {
    groups = Map.copyOf(groups);
  }

  /**
   * All live versions together; a version that is being filled, and one that failed where the
   * others did not, by itself, under its own name.
   *
   * @param alone the names of those that failed
   */
  static Wanted of(List<Version> versions, Set<String> alone) {
    Map<String, List<Version>> groups = new HashMap<>();
    List<Version> together = new ArrayList<>();
    for (Version version : versions) {
      if (version.filling() || alone.contains(version.toString())) {
        groups.put(version.toString(), List.of(version));
      } else {
        together.add(version);
      }
    }
    if (!together.isEmpty()) {
      Set<String> names =
          together.stream().map(Version::toString).collect(Collectors.toUnmodifiableSet());
      groups.put(Group.live(names), together);
    }
    return new Wanted(groups);
  }

  /** Whether a version, by its name, is to be fed. */
  boolean wants(String version) {
    return groups.values().stream()
        .flatMap(List::stream)
        .anyMatch(wanted -> wanted.toString().equals(version));
  }
}
