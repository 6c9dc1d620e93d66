package io.fundstream.relay.plan;

import io.fundstream.schemas.Instants;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The head of every partition key, in memory: an open-addressing table of longs, 64 bytes a slot,
 * at most 70 % full, so about 90 to 180 bytes a key (a million keys: 180 MB at most). Grows with
 * the number of keys, never with the number of events. Not safe for use by several threads.
 */
public final class Heads {
  private static final int STRIDE = 8;
  private static final int SEQ = 2;
  private static final int RECORDED_AT = 3;
  private static final int HASH = 4;
  private static final int FIRST_CAPACITY = 1 << 10;

  private long[] slots = new long[FIRST_CAPACITY * STRIDE];
  private int size;

  /** Number of keys. */
  public int size() {
    return size;
  }

  /** The key's head; null if Kafka holds none of its events. */
  public @Nullable Head get(UUID key) {
    int at = find(slots, key.getMostSignificantBits(), key.getLeastSignificantBits());
    return slots[at + SEQ] == 0 ? null : read(at);
  }

  /** Sets the key's head, whatever it was before. */
  public void put(UUID key, Head head) {
    if ((size + 1L) * 10 > slots.length / STRIDE * 7L) {
      grow();
    }
    int at = find(slots, key.getMostSignificantBits(), key.getLeastSignificantBits());
    if (slots[at + SEQ] == 0) {
      size++;
    }
    slots[at] = key.getMostSignificantBits();
    slots[at + 1] = key.getLeastSignificantBits();
    slots[at + SEQ] = head.seq();
    slots[at + RECORDED_AT] = Instants.micros(head.recordedAt());
    for (int i = 0; i < 4; i++) {
      slots[at + HASH + i] = Bytes.longAt(head.hash(), i * 8);
    }
  }

  /** Sets all of them. */
  public void putAll(Map<UUID, Head> heads) {
    heads.forEach(this::put);
  }

  /** Visits every key once, in no particular order; the visitor must not change the heads. */
  public void forEach(java.util.function.BiConsumer<UUID, Head> visitor) {
    for (int at = 0; at < slots.length; at += STRIDE) {
      if (slots[at + SEQ] != 0) {
        visitor.accept(new UUID(slots[at], slots[at + 1]), read(at));
      }
    }
  }

  /** Forgets every head. */
  public void clear() {
    slots = new long[FIRST_CAPACITY * STRIDE];
    size = 0;
  }

  private Head read(int at) {
    byte[] hash = new byte[Head.HASH];
    for (int i = 0; i < 4; i++) {
      Bytes.putLong(hash, i * 8, slots[at + HASH + i]);
    }
    Instant recordedAt = Instants.ofMicros(slots[at + RECORDED_AT]);
    return new Head(slots[at + SEQ], hash, recordedAt);
  }

  private void grow() {
    long[] wider = new long[Math.multiplyExact(slots.length, 2)];
    for (int at = 0; at < slots.length; at += STRIDE) {
      if (slots[at + SEQ] != 0) {
        int to = find(wider, slots[at], slots[at + 1]);
        System.arraycopy(slots, at, wider, to, STRIDE);
      }
    }
    Arrays.fill(slots, 0);
    slots = wider;
  }

  private static int find(long[] table, long high, long low) {
    int mask = table.length / STRIDE - 1;
    long mixed = (high ^ low) * 0x9E3779B97F4A7C15L;
    int slot = (int) (mixed >>> 32) & mask;
    while (true) {
      int at = slot * STRIDE;
      if (table[at + SEQ] == 0 || (table[at] == high && table[at + 1] == low)) {
        return at;
      }
      slot = (slot + 1) & mask;
    }
  }
}
