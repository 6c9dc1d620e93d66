package io.fundstream.migrations;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the migration needs to know.
 *
 * @param url JDBC address of the database, which must exist
 * @param adminUser a superuser: making a role that may replicate takes one
 * @param passwords the password of each role that can log in
 */
public record MigrateConfig(
    String url, String adminUser, String adminPassword, Map<Role, String> passwords) {

  public MigrateConfig {
    passwords = Map.copyOf(passwords);
  }

  /**
   * Reads the environment.
   *
   * @throws IllegalArgumentException naming every variable that is missing, not the first alone
   */
  public static MigrateConfig from(Map<String, String> environment) {
    List<String> missing = new ArrayList<>();
    String url = required(environment, "FUNDSTREAM_DATABASE_URL", missing);
    String user = required(environment, "FUNDSTREAM_ADMIN_USER", missing);
    String password = required(environment, "FUNDSTREAM_ADMIN_PASSWORD", missing);
    Map<Role, String> passwords = new EnumMap<>(Role.class);
    for (Role role : Role.values()) {
      passwords.put(role, required(environment, role.passwordVariable(), missing));
    }
    if (!missing.isEmpty()) {
      throw new IllegalArgumentException("not set: " + String.join(", ", missing));
    }
    return new MigrateConfig(url, user, password, passwords);
  }

  private static String required(
      Map<String, String> environment, String name, List<String> missing) {
    @Nullable String value = environment.get(name);
    if (value == null || value.isBlank()) {
      missing.add(name);
      return "";
    }
    return value;
  }

  /** The roles that log in. {@code fundstream_owner}, which owns the log, is not among them. */
  public enum Role {
    MIGRATOR,
    GATEWAY,
    RELAY,
    PROJECTOR,
    QUERY,
    VERIFY,
    OPERATOR;

    /** The role's name in PostgreSQL. */
    public String roleName() {
      return "fundstream_" + name().toLowerCase(Locale.ROOT);
    }

    /** The environment variable that holds its password. */
    public String passwordVariable() {
      return "FUNDSTREAM_" + name() + "_PASSWORD";
    }
  }
}
