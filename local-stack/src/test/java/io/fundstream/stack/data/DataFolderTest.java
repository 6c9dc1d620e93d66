package io.fundstream.stack.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.fundstream.migrations.MigrateConfig.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
  @TempDir private Path temporary = Path.of("");

  @Test
  void one_stack_at_a_time_runs_on_a_folder() {
    DataFolder folder = DataFolder.open(temporary.resolve("data"));
    DataFolder.Lock first = folder.tryLock().orElseThrow();
    assertThat(folder.tryLock()).isEmpty();
    assertThat(folder.tryLock()).isEmpty();
    first.close();
    assertThat(folder.tryLock()).isPresent();
  }

  @Test
  void nobody_else_can_look_into_it() throws IOException {
    DataFolder folder = DataFolder.open(temporary.resolve("data"));
    Secrets secrets = Secrets.of(folder);
    Endpoints.of(new Ports(8080), secrets, null).write(folder);
    assertThat(mode(folder.root())).isEqualTo("rwx------");
    assertThat(mode(folder.root().resolve("secrets.json"))).isEqualTo("rw-------");
    assertThat(mode(folder.root().resolve("endpoints.json"))).isEqualTo("rw-------");
  }

  private static String mode(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  @Test
  void secrets_are_made_once_and_shown_nowhere() {
    DataFolder folder = DataFolder.open(temporary);
    Secrets secrets = Secrets.of(folder);
    assertThat(Secrets.of(folder)).isEqualTo(secrets);
    assertThat(secrets.toString()).doesNotContain(secrets.apiKey(), secrets.of(Role.GATEWAY));
    assertThat(secrets.roles().values()).doesNotHaveDuplicates().hasSize(Role.values().length);
  }

  @Test
  void endpoints_say_where_everything_is() throws IOException {
    DataFolder folder = DataFolder.open(temporary);
    Endpoints endpoints = Endpoints.of(new Ports(9000), Secrets.of(folder), null);
    endpoints.write(folder);
    assertThat(Files.readString(temporary.resolve("endpoints.json")))
        .contains("\"gateway\":\"http://127.0.0.1:9000\"")
        .contains("\"query\":\"http://127.0.0.1:9001\"")
        .contains("\"registry\":\"http://127.0.0.1:9002/apis/ccompat/v7\"")
        .contains("\"kafka\":\"127.0.0.1:9003\"")
        .contains("\"postgres\":\"jdbc:postgresql://127.0.0.1:9004/fundstream\"")
        .contains("\"postgresSuperuser\":{\"user\":\"postgres\",\"password\":")
        .doesNotContain("pids");
    assertThat(Endpoints.read(folder)).contains(endpoints);
    Endpoints.remove(folder);
    assertThat(Endpoints.read(folder)).isEmpty();
  }

  @Test
  void pids_are_told_when_there_are_processes() {
    DataFolder folder = DataFolder.open(temporary);
    Endpoints.of(new Ports(9000), Secrets.of(folder), Map.of("gateway", 42L)).write(folder);
    assertThat(Endpoints.read(folder).orElseThrow().pids()).containsEntry("gateway", 42L);
  }
}
