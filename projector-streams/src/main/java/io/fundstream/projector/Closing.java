package io.fundstream.projector;

import io.fundstream.runtime.supervisor.Supervisor;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Closing several things, none of which may keep another from being closed. */
final class Closing {
  private static final Logger LOG = LoggerFactory.getLogger(Closing.class);

  private Closing() {}

  /** All at once: each may take seconds to drain. */
  static void together(List<Supervisor> supervisors) {
    List<Thread> threads =
        supervisors.stream().map(one -> Thread.ofPlatform().start(one::close)).toList();
    try {
      for (Thread thread : threads) {
        thread.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  static void each(List<AutoCloseable> resources) {
    for (AutoCloseable resource : resources) {
      try {
        resource.close();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (Exception e) {
        LOG.warn("{} did not close cleanly", resource.getClass().getSimpleName(), e);
      }
    }
  }
}
