package io.fundstream.schemas;

import java.util.UUID;

/**
 * Whose data it is. There is one tenant until the access context comes; everything carries it
 * already.
 */
public final class Tenant {
  public static final UUID DEFAULT = UUID.fromString("00000000-0000-7000-8000-000000000001");

  private Tenant() {}
}
