package io.fundstream.projector.fold;

/**
 * A projection and the version of its tables.
 *
 * @param name lower-case, the tables' prefix
 * @param version from 1; a new version fills tables of its own beside the old ones
 */
public record ProjectionName(String name, int version) {

  public ProjectionName {
    if (!name.matches("[a-z][a-z_]*") || version < 1) {
      throw new IllegalArgumentException("not a projection: " + name + " version " + version);
    }
  }

  /** {@code fund-v1}: the application id, the consumer group and the key of its progress. */
  @Override
  public String toString() {
    return name + "-v" + version;
  }

  /** {@code read_model.fund_history_v1} for the suffix {@code _history}. */
  public String table(String suffix) {
    return "read_model." + name + suffix + "_v" + version;
  }
}
