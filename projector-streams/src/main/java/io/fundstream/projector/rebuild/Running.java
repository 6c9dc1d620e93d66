package io.fundstream.projector.rebuild;

import java.util.Collection;

/** The versions that this instance feeds. */
public interface Running {
  /**
   * Feeds exactly these versions of a projection from now on: starts what is missing, and stops the
   * rest, which may take seconds.
   *
   * @param refusal why there are none; empty if there are
   */
  void keep(String name, Collection<Version> versions, String refusal);
}
