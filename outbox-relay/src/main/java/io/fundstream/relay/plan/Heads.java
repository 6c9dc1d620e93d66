package io.fundstream.relay.plan;

import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The head of every partition key, in memory: 90 to 180 bytes a key (a million keys: 180 MB at
 * most). Grows with the number of keys, never with the number of events; in {@value #TABLES}
 * tables, each by itself, so that no step takes a pause, or a piece of memory, as long as the
 * whole. Not safe for use by several threads.
 */
public final class Heads {
  private static final int TABLES = 256;

  private final HeadTable[] tables = new HeadTable[TABLES];

  public Heads() {
    clear();
  }

  /** Number of keys. */
  public int size() {
    int size = 0;
    for (HeadTable table : tables) {
      size += table.size();
    }
    return size;
  }

  /** The key's head; null if Kafka holds none of its events. */
  public @Nullable Head get(UUID key) {
    return tables[table(key)].get(key);
  }

  /** Sets the key's head, whatever it was before. */
  public void put(UUID key, Head head) {
    tables[table(key)].put(key, head);
  }

  /** Sets all of them. */
  public void putAll(Map<UUID, Head> heads) {
    heads.forEach(this::put);
  }

  /** Visits every key once, in no particular order; the visitor must not change the heads. */
  public void forEach(BiConsumer<UUID, Head> visitor) {
    for (HeadTable table : tables) {
      table.forEach(visitor);
    }
  }

  /** Forgets every head. */
  public void clear() {
    for (int i = 0; i < TABLES; i++) {
      tables[i] = new HeadTable();
    }
  }

  /** The top eight bits choose the table; a table takes its slot from the next lower ones. */
  private static int table(UUID key) {
    return (int) (mixed(key.getMostSignificantBits(), key.getLeastSignificantBits()) >>> 56);
  }

  static long mixed(long high, long low) {
    return (high ^ low) * 0x9E3779B97F4A7C15L;
  }
}
