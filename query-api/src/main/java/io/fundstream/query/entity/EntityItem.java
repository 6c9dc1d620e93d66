package io.fundstream.query.entity;

import java.util.UUID;

/** A row of an entity: its record's components are the columns, JSON fields and CSV columns. */
public interface EntityItem {
  UUID id();

  /** From 1; one more with each change. It is the tag and what {@code minVersion} asks for. */
  int version();
}
