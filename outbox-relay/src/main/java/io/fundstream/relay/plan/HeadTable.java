package io.fundstream.relay.plan;

import io.fundstream.schemas.Instants;
import java.time.Instant;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A part of {@link Heads}: an open-addressing table of longs, 64 bytes a slot, between 35 and 70 %
 * full. Not safe for use by several threads.
 */
final class HeadTable {
  private static final int STRIDE = 8;
  private static final int SEQ = 2;
  private static final int RECORDED_AT = 3;
  private static final int HASH = 4;
  private static final int FIRST_CAPACITY = 1 << 4;

  private long[] slots = new long[FIRST_CAPACITY * STRIDE];
  private int size;

  int size() {
    return size;
  }

  @Nullable Head get(UUID key) {
    int at = find(slots, key.getMostSignificantBits(), key.getLeastSignificantBits());
    return slots[at + SEQ] == 0 ? null : read(at);
  }

  void put(UUID key, Head head) {
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

  void forEach(BiConsumer<UUID, Head> visitor) {
    for (int at = 0; at < slots.length; at += STRIDE) {
      if (slots[at + SEQ] != 0) {
        visitor.accept(new UUID(slots[at], slots[at + 1]), read(at));
      }
    }
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
    slots = wider;
  }

  private static int find(long[] table, long high, long low) {
    int mask = table.length / STRIDE - 1;
    int slot = (int) (Heads.mixed(high, low) >>> 32) & mask;
    while (true) {
      int at = slot * STRIDE;
      if (table[at + SEQ] == 0 || (table[at] == high && table[at + 1] == low)) {
        return at;
      }
      slot = (slot + 1) & mask;
    }
  }
}
