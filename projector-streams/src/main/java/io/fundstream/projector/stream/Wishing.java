package io.fundstream.projector.stream;

import io.fundstream.projector.stream.GroupApp.Shared;
import io.fundstream.projector.table.Drained;
import io.fundstream.projector.table.Drained.Next;
import io.fundstream.projector.table.ParkedStore;
import io.fundstream.projector.table.Wish;
import io.fundstream.schemas.registry.RegistryUnavailable;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out, between two polls of a stream thread, what operators wish about parked records of
 * its parts. One step at a time, so that other keys are not held up.
 */
final class Wishing<E> {
  private static final Logger LOG = LoggerFactory.getLogger(Wishing.class);
  private static final long PAUSE = Duration.ofSeconds(1).toNanos();

  private final Shared shared;
  private final ProjectionStatus status;
  private final ParkedStore<E> store;
  private long notBefore = System.nanoTime();

  Wishing(Shared shared, ProjectionStatus status, ParkedStore<E> store) {
    this.shared = shared;
    this.status = status;
    this.store = store;
  }

  /** Takes one step, if there is something to do. Nothing may be in hand. */
  void step(Set<Integer> parts) {
    boolean wished = shared.parked().isWished(status.name().toString());
    if (!wished || parts.isEmpty() || System.nanoTime() - notBefore < 0) {
      return;
    }
    try {
      Optional<Wish> wish = store.wish(parts);
      if (wish.isEmpty()) {
        notBefore = System.nanoTime() + PAUSE / 2; // the news is older than the table
      } else {
        step(wish.get());
      }
    } catch (RegistryUnavailable e) {
      LOG.warn("{} tries parked records again when the registry answers", status.name(), e);
      notBefore = System.nanoTime() + 2 * PAUSE;
    } catch (SQLException e) {
      throw new Unfinished("PostgreSQL: " + e.getMessage(), e);
    }
  }

  private void step(Wish wish) throws SQLException {
    Drained drained = store.drain(wish);
    LOG.info(
        "{} {} {} of key {} for {}: {} taken out of the queue, {} still at fault",
        status.name(),
        wish.skip() ? "skips" : "tries again",
        wish.place(),
        wish.key(),
        wish.askedBy(),
        drained.removed(),
        drained.poison().size());
    // Before the wish is gone: after a crash it is carried out again, and the notice sent.
    shared.notices().send(status.name().toString(), drained.poison());
    if (drained.next() == Next.DONE) {
      store.end(wish);
    }
    if (drained.next() == Next.GAP) {
      notBefore = System.nanoTime() + PAUSE;
    }
    status.drained(drained.stored());
    shared.parked().changed();
  }
}
