package io.fundstream.audit.log;

import java.util.UUID;

/** The order of ids in PostgreSQL: by their bytes, unsigned. {@link UUID#compareTo} differs. */
final class Ids {
  private Ids() {}

  static int compare(UUID left, UUID right) {
    int high = Long.compareUnsigned(left.getMostSignificantBits(), right.getMostSignificantBits());
    return high != 0
        ? high
        : Long.compareUnsigned(left.getLeastSignificantBits(), right.getLeastSignificantBits());
  }
}
