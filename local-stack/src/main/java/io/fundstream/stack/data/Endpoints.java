package io.fundstream.stack.data;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fundstream.runtime.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code endpoints.json}: where a running stack is and what opens it. It is there exactly as long
 * as the stack is ready to be used.
 *
 * @param registry the base address of Confluent's API
 * @param kafka host:port
 * @param postgres JDBC address
 * @param relay health and metrics
 * @param projector health and metrics
 * @param pids by name; null unless each runs in a process of its own
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Endpoints(
    String gateway,
    String query,
    String registry,
    String kafka,
    String postgres,
    String relay,
    String projector,
    String apiKey,
    Superuser postgresSuperuser,
    @Nullable Map<String, Long> pids) {

  /** Of the embedded PostgreSQL. */
  public record Superuser(String user, String password) {}

  public static Endpoints of(Ports ports, Secrets secrets, @Nullable Map<String, Long> pids) {
    return new Endpoints(
        http(ports.gateway()),
        http(ports.query()),
        http(ports.registry()) + "/apis/ccompat/v7",
        "127.0.0.1:" + ports.kafka(),
        "jdbc:postgresql://127.0.0.1:" + ports.postgres() + "/fundstream",
        http(ports.relay()),
        http(ports.projector()),
        secrets.apiKey(),
        new Superuser("postgres", secrets.superuser()),
        pids);
  }

  private static String http(int port) {
    return "http://127.0.0.1:" + port;
  }

  private static Path file(DataFolder folder) {
    return folder.root().resolve("endpoints.json");
  }

  /** Replaces the file as a whole. */
  public void write(DataFolder folder) {
    PrivateFiles.write(file(folder), Json.text(this));
  }

  public static void remove(DataFolder folder) {
    try {
      Files.deleteIfExists(file(folder));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the running stack wrote; nothing if it is not ready or none runs. */
  public static Optional<Endpoints> read(DataFolder folder) {
    try {
      String text = Files.readString(file(folder));
      return Optional.of(new ObjectMapper().readValue(text, Endpoints.class));
    } catch (NoSuchFileException none) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file(folder), e);
    }
  }
}
