package io.fundstream.parts;

import java.util.Map;

/** Server settings that embedded and containerised PostgreSQL share. */
public final class PostgresSettings {
  /**
   * Durable as in production. The log is read by logical replication, and what a forgotten slot may
   * hold back on the disk is bounded.
   */
  public static final Map<String, String> ALWAYS =
      Map.ofEntries(
          Map.entry("fsync", "on"),
          Map.entry("synchronous_commit", "on"),
          Map.entry("full_page_writes", "on"),
          Map.entry("wal_level", "logical"),
          Map.entry("max_replication_slots", "50"),
          Map.entry("max_wal_senders", "50"),
          Map.entry("max_slot_wal_keep_size", "4GB"),
          // PostgreSQL's own defaults, which initdb makes smaller where segments are.
          Map.entry("min_wal_size", "80MB"),
          Map.entry("max_wal_size", "1GB"),
          Map.entry("max_connections", "300"),
          Map.entry("password_encryption", "scram-sha-256"),
          Map.entry("timezone", "UTC"),
          Map.entry("log_timezone", "UTC"));

  private PostgresSettings() {}
}
