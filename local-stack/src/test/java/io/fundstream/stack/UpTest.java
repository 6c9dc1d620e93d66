package io.fundstream.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fundstream.parts.FreePort;
import io.fundstream.parts.JavaCommand;
import io.fundstream.stack.data.DataFolder;
import io.fundstream.stack.data.Endpoints;
import io.fundstream.stack.demo.Story;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command {@code up} as a process, as a person meets it. */
class UpTest {
  private static final Duration START = Duration.ofSeconds(240);

  @TempDir private Path temporary = Path.of("");
  private final List<Process> processes = new ArrayList<>();
  private final int basePort = FreePort.next();
  private int runs;

  @AfterEach
  void kill_what_is_left() {
    processes.forEach(Process::destroyForcibly);
    DataFolder.open(temporary.resolve("data")).children().endOrphans();
  }

  @Test
  void a_stack_lives_alone_keeps_its_events_and_leaves_nothing_behind() throws Exception {
    Process up = up();
    awaitReady(up);
    StringWriter story = new StringWriter();
    assertThat(Story.play(endpoints(), new PrintWriter(story))).as(story.toString()).isZero();
    assertThat(run("up").waitFor()).isEqualTo(1);
    assertThat(output()).contains("A stack already runs on");
    assertThat(run("service", "stop", "relay").waitFor()).as(output()).isZero();
    assertThat(output()).contains("relay is stopped");
    assertThat(run("service", "start", "relay").waitFor()).as(output()).isZero();
    assertThat(run("verify", "--kafka").waitFor()).as(output()).isZero();
    List<ProcessHandle> children = up.descendants().toList();
    assertThat(children).isNotEmpty();

    up.destroy();
    assertThat(up.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(up.exitValue()).isZero();
    assertThat(children).noneMatch(ProcessHandle::isAlive);
    assertThat(temporary.resolve("data/endpoints.json")).doesNotExist();

    assertThat(run("verify").waitFor()).as(output()).isZero();
    assertThat(output()).contains("6 events");
  }

  @Test
  void the_next_one_gets_over_one_that_was_killed() throws Exception {
    Process killed = up();
    awaitReady(killed);
    killed.destroyForcibly();
    Process next = up();
    awaitReady(next);
    next.destroy();
    assertThat(next.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(next.exitValue()).isZero();
  }

  private Process up() throws IOException {
    return run("up", "--base-port", Integer.toString(basePort));
  }

  private Process run(String... words) throws IOException {
    List<String> arguments = new ArrayList<>(List.of(words));
    arguments.addAll(List.of("--data", temporary.resolve("data").toString()));
    List<String> command =
        JavaCommand.ofClass(
            List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"), Main.class, arguments);
    runs++;
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(log().toFile())
            .start();
    processes.add(process);
    return process;
  }

  private Path log() {
    return temporary.resolve("run-" + runs + ".log");
  }

  /** Of the process started last. */
  private String output() throws IOException {
    return Files.readString(log());
  }

  private void awaitReady(Process up) throws IOException {
    Path log = log();
    await()
        .atMost(START)
        .until(() -> !up.isAlive() || Files.readString(log).contains("Fundstream is ready"));
    assertThat(up.isAlive()).as(Files.readString(log)).isTrue();
  }

  private Endpoints endpoints() {
    return Endpoints.read(new DataFolder(temporary.resolve("data"))).orElseThrow();
  }
}
