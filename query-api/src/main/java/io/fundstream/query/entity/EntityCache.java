package io.fundstream.query.entity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.fundstream.query.change.ChangeSubscriber;
import io.fundstream.runtime.http.EntityTags;
import io.fundstream.runtime.json.Json;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.cache.CaffeineCacheMetrics;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.Supplier;

/**
 * Entities as they are answered, in memory, until the projector says that they have changed. A
 * reader without a position may see one as it was a moment ago; a later answer of this instance is
 * never older than an earlier one.
 */
public final class EntityCache implements ChangeSubscriber {
  /** For rows that somebody changes by hand and says nothing of it. */
  private static final Duration LONGEST = Duration.ofSeconds(30);

  /** Longer than a server that is there takes to answer the listener. */
  private static final Duration LONGEST_SILENCE = Duration.ofSeconds(2);

  private static final int OVERHEAD_BYTES = 256;
  private static final int STRIPES = 1 << 12;

  /**
   * An entity's answer.
   *
   * @param sure whether it may be answered; if not it is there so that nothing older is
   */
  record Kept(UUID tenant, int version, String tag, byte[] body, boolean sure) {
    static Kept of(UUID tenant, EntityItem item) {
      String tag = EntityTags.of(item.version());
      return new Kept(tenant, item.version(), tag, Json.bytes(item), true);
    }

    private Kept unsure() {
      return new Kept(tenant, version, tag, body, false);
    }

    private Kept orNewer(Kept other) {
      return other.version >= version ? other : this;
    }
  }

  private final Cache<UUID, Kept> kept;

  private volatile long answeredAt = longAgo();

  /** By stripe of ids, how often one of them was said to have changed. */
  private final AtomicLongArray changes = new AtomicLongArray(STRIPES);

  /**
   * @param name in the metrics
   * @param bytes held at most; 0 keeps nothing
   */
  public EntityCache(String name, long bytes, MeterRegistry registry) {
    this.kept =
        Caffeine.newBuilder()
            .maximumWeight(bytes)
            .weigher((UUID id, Kept one) -> one.body.length + OVERHEAD_BYTES)
            .expireAfterWrite(LONGEST)
            .recordStats()
            .build();
    CaffeineCacheMetrics.monitor(registry, kept, name);
  }

  /** What is kept of an entity of this tenant. */
  Optional<Kept> find(UUID tenant, UUID id) {
    if (!isConnected()) return Optional.empty();
    return Optional.ofNullable(kept.getIfPresent(id))
        .filter(one -> one.sure && one.tenant.equals(tenant));
  }

  /**
   * Reads an entity and keeps it. If it, or another of its stripe, was said to have changed
   * meanwhile, what was read may be from before, and is not answered again.
   */
  Optional<Kept> read(
      UUID tenant, UUID id, Supplier<? extends Optional<? extends EntityItem>> database) {
    int stripe = stripe(id);
    long before = changes.get(stripe);
    boolean trust = isConnected();
    Optional<Kept> found = database.get().map(item -> Kept.of(tenant, item));
    found.ifPresent(one -> {
      boolean sure = trust && changes.get(stripe) == before;
      kept.asMap().merge(id, sure ? one : one.unsure(), Kept::orNewer);
      if (sure && changes.get(stripe) != before) {
        kept.asMap().computeIfPresent(id, (same, now) -> now.unsure());
      }
    });
    return found;
  }

  private boolean isConnected() {
    return System.nanoTime() - answeredAt < LONGEST_SILENCE.toNanos();
  }

  @Override
  public void connected() {
    answeredAt = System.nanoTime();
  }

  @Override
  public void disconnected() {
    answeredAt = longAgo();
  }

  private static long longAgo() {
    return System.nanoTime() - LONGEST_SILENCE.toNanos();
  }

  @Override
  public void changed(UUID id) {
    changes.incrementAndGet(stripe(id));
    kept.invalidate(id);
  }

  @Override
  public void allChanged() {
    for (int stripe = 0; stripe < STRIPES; stripe++) changes.incrementAndGet(stripe);
    kept.invalidateAll();
  }

  private static int stripe(UUID id) {
    int hash = id.hashCode();
    return (hash ^ (hash >>> 16)) & (STRIPES - 1);
  }
}
