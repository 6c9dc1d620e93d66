package io.fundstream.stack.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fundstream.migrations.MigrateConfig.Role;
import io.fundstream.parts.Passwords;
import io.fundstream.runtime.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The passwords of a folder's servers and the API key, random, made once.
 *
 * @param superuser of PostgreSQL
 * @param registry of the registry's own role
 * @param roles of the roles that log in
 */
public record Secrets(String apiKey, String superuser, String registry, Map<Role, String> roles) {

  public Secrets {
    roles = Map.copyOf(roles);
  }

  /** Those of the folder; made if it has none yet. */
  public static Secrets of(DataFolder folder) {
    Path file = folder.root().resolve("secrets.json");
    if (Files.exists(file)) {
      Secrets found = read(file);
      if (found.roles.keySet().containsAll(List.of(Role.values()))) {
        return found;
      }
      Secrets completed = found.complete();
      PrivateFiles.write(file, Json.text(completed));
      return completed;
    }
    Secrets made = random();
    PrivateFiles.write(file, Json.text(made));
    return made;
  }

  private static Secrets read(Path file) {
    try {
      return new ObjectMapper().readValue(file.toFile(), Secrets.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(file + " is not what was written there", e);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  private static Secrets random() {
    Map<Role, String> roles = new EnumMap<>(Role.class);
    for (Role role : Role.values()) {
      roles.put(role, Passwords.random());
    }
    return new Secrets("fs_" + Passwords.random(), Passwords.random(), Passwords.random(), roles);
  }

  /** With a password for each role that came with a later version than the folder's. */
  private Secrets complete() {
    Map<Role, String> all = new EnumMap<>(random().roles());
    all.putAll(roles);
    return new Secrets(apiKey, superuser, registry, all);
  }

  public String of(Role role) {
    String password = roles.get(role);
    if (password == null) {
      throw new IllegalStateException("secrets.json has no password for " + role);
    }
    return password;
  }

  /** Nothing that could reach a log. */
  @Override
  public String toString() {
    return "Secrets[…]";
  }
}
