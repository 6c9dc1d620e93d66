package io.fundstream.relay;

import static io.fundstream.relay.RelayFixture.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fundstream.parts.JavaCommand;
import io.fundstream.parts.TestRegistry;
import io.fundstream.runtime.service.RunningService;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The relay as a process of its own, killed while events flow. */
class RelayCrashTest {
  private static final int KILLS = 3;

  private final RelayFixture fixture = new RelayFixture();

  @AfterEach
  void close() throws Exception {
    fixture.close();
  }

  @Test
  void kills_in_the_middle_lose_nothing_and_repeat_nothing(@TempDir Path folder) throws Exception {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    List<UUID> funds = List.of(UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID());
    try (LogWriter log = new LogWriter(fixture.database)) {
      for (int kill = 0; kill < KILLS; kill++) {
        Process relay = process(folder);
        long before = fixture.size();
        write(log, funds, random, 20);
        await().atMost(SOON.multipliedBy(2)).until(() -> fixture.size() > before);
        write(log, funds, random, 40);
        relay.destroyForcibly().waitFor();
        write(log, funds, random, 5);
      }
      Process last = process(folder);
      fixture.awaitAll(log);
      last.destroy();
      assertThat(last.waitFor(10, TimeUnit.SECONDS)).isTrue();
      assertThat(last.exitValue()).isZero();
    }
  }

  @Test
  void a_halted_relay_loses_the_lock_and_changes_nothing_when_it_goes_on(@TempDir Path folder)
      throws Exception {
    UUID fund = UUID.randomUUID();
    Process halted = process(folder);
    try (LogWriter log = new LogWriter(fixture.database)) {
      log.write(fund, 5);
      await().atMost(SOON.multipliedBy(2)).until(() -> fixture.size() == 5);
      signal("STOP", halted);
      log.write(fund, 5);
      try (RunningService successor = fixture.relay()) {
        log.write(fund, 5);
        fixture.awaitAll(log);
        signal("CONT", halted);
        for (int i = 0; i < 20; i++) {
          log.write(fund, 5);
          fixture.awaitAll(log);
        }
        assertThat(successor.ready()).isTrue();
      }
    } finally {
      halted.destroyForcibly().waitFor();
    }
  }

  private static void signal(String name, Process process) throws Exception {
    int status =
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
    assertThat(status).isZero();
  }

  private static void write(LogWriter log, List<UUID> funds, Random random, int transactions)
      throws Exception {
    for (int i = 0; i < transactions; i++) {
      log.write(funds.get(random.nextInt(funds.size())), 1 + random.nextInt(50));
    }
  }

  private Process process(Path folder) throws IOException {
    List<String> command =
        new ArrayList<>(
            JavaCommand.ofClass(
                List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
                Main.class,
                List.of()));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("FUNDSTREAM_HTTP_PORT", "0");
    builder.environment().put("FUNDSTREAM_RELAY_LOCK_TIMEOUT_MS", "4000");
    builder.environment().put("FUNDSTREAM_DATABASE_URL", fixture.database.url());
    builder
        .environment()
        .put("FUNDSTREAM_DATABASE_PASSWORD", fixture.database.password("fundstream_relay"));
    builder.environment().put("FUNDSTREAM_KAFKA_BOOTSTRAP", fixture.kafka.bootstrapServers());
    builder.environment().put("FUNDSTREAM_REGISTRY_URL", TestRegistry.shared().url());
    builder.redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("relay.log").toFile()));
    return builder.start();
  }
}
