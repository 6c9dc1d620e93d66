package io.fundstream.projector.rebuild;

import java.util.Map;
import java.util.Set;

/** The versions that this instance feeds. */
public interface Running {
  /**
   * Feeds exactly what these say from now on. Starts what is missing; what is not wanted any more
   * stops as soon as what is to take over from it runs, at this call or a later one, which may take
   * seconds.
   *
   * @param courses what to do about each projection, by its name without a version
   * @param held versions being filled whose turn has not come yet
   */
  void keep(Map<String, Course> courses, Set<Version> held);

  /** Whether an application of this instance still writes a version's rows. */
  boolean feeds(Version version);
}
