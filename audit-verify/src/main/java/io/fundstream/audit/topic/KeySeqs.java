package io.fundstream.audit.topic;

import java.util.UUID;

/**
 * The last {@code seq} seen of each partition key: open addressing over plain arrays, 24 bytes a
 * place and at most two thirds of the places used, so a million keys take about 50 MB.
 */
final class KeySeqs {
  private long[] high = new long[1024];
  private long[] low = new long[1024];
  private long[] seqs = new long[1024];
  private int used;

  /** The last seq of the key, 0 when none was seen. */
  long get(UUID key) {
    return seqs[place(key.getMostSignificantBits(), key.getLeastSignificantBits())];
  }

  /** Notes the last seq of the key, at least 1. */
  void put(UUID key, long seq) {
    if (used * 3L > high.length * 2L) grow();
    int place = place(key.getMostSignificantBits(), key.getLeastSignificantBits());
    if (seqs[place] == 0) used++;
    high[place] = key.getMostSignificantBits();
    low[place] = key.getLeastSignificantBits();
    seqs[place] = seq;
  }

  private int place(long h, long l) {
    long mixed = (h ^ Long.rotateLeft(l, 32)) * 0x9E3779B97F4A7C15L;
    int place = (int) (mixed >>> 33) & (seqs.length - 1);
    while (seqs[place] != 0 && (high[place] != h || low[place] != l)) {
      place = (place + 1) & (seqs.length - 1);
    }
    return place;
  }

  private void grow() {
    long[] oldHigh = high;
    long[] oldLow = low;
    long[] oldSeqs = seqs;
    high = new long[oldHigh.length * 2];
    low = new long[oldHigh.length * 2];
    seqs = new long[oldHigh.length * 2];
    for (int i = 0; i < oldSeqs.length; i++) {
      if (oldSeqs[i] == 0) continue;
      int place = place(oldHigh[i], oldLow[i]);
      high[place] = oldHigh[i];
      low[place] = oldLow[i];
      seqs[place] = oldSeqs[i];
    }
  }
}
