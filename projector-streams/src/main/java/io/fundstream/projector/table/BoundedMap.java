package io.fundstream.projector.table;

import java.util.LinkedHashMap;
import java.util.Map;

/** A map that drops the entry used least recently when it would hold more than its bound. */
public final class BoundedMap<K, V> extends LinkedHashMap<K, V> {
  private static final long serialVersionUID = 1L;

  private final int bound;

  public BoundedMap(int bound) {
    super(16, 0.75f, true);
    this.bound = bound;
  }

  @Override
  protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
    return size() > bound;
  }
}
