package io.fundstream.stack.data;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fundstream.runtime.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;

/** {@code services.json}: the state of each member of a running stack, for {@code service list}. */
public record States(Path file) {

  /** Where a member is. */
  public enum State {
    WAITING,
    STARTING,
    RUNNING,
    BACKING_OFF,
    STOPPING,
    STOPPED
  }

  /**
   * One member.
   *
   * @param pid 0 while it has no process of its own
   * @param restarts how often it was started again after it had ended by itself
   */
  public record Member(State state, long pid, int restarts) {}

  public static States of(DataFolder folder) {
    return new States(folder.root().resolve("services.json"));
  }

  public void write(Map<String, Member> members) {
    PrivateFiles.write(file, Json.text(members));
  }

  public void remove() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Empty if no stack has written it. */
  public Map<String, Member> read() {
    try {
      return new ObjectMapper()
          .readValue(Files.readString(file), new TypeReference<Map<String, Member>>() {});
    } catch (NoSuchFileException none) {
      return Map.of();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }
}
