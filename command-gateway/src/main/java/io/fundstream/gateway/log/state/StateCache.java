package io.fundstream.gateway.log.state;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Collection;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Committed states by stream, bounded. It may be behind, never wrong: a reader compares the version
 * with the locked head's and folds what is missing. So it stays right when another gateway writes.
 */
public final class StateCache {
  private final Cache<UUID, CachedState> states;

  public StateCache(int maximum) {
    states = Caffeine.newBuilder().maximumSize(maximum).build();
  }

  @Nullable CachedState get(UUID stream) {
    return states.getIfPresent(stream);
  }

  /** Only for states that are committed; an older version never replaces a newer one. */
  public void put(UUID stream, CachedState state) {
    states
        .asMap()
        .merge(stream, state, (old, fresh) -> fresh.version() >= old.version() ? fresh : old);
  }

  public void evict(Collection<UUID> streams) {
    states.invalidateAll(streams);
  }
}
