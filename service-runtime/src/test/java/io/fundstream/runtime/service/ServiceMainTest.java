package io.fundstream.runtime.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ServiceMainTest {
  private static final Map<String, String> GOOD = Map.of("TEST_NEEDED", "x");

  @Test
  void sigterm_drains_and_ends_with_status_0() throws Exception {
    Process process = start(GOOD);
    try (BufferedReader out = process.inputReader()) {
      String line = out.readLine();
      while (line != null && !line.contains("is up on")) line = out.readLine();
      process.toHandle().destroy();
      assertThat(out.lines().toList()).anyMatch(l -> l.contains("drained"));
    }
    assertThat(status(process)).isZero();
  }

  @Test
  void a_fatal_error_drains_and_ends_with_status_1() throws Exception {
    Process process = start(Map.of("TEST_NEEDED", "x", "TEST_DIES_AFTER_MS", "10"));

    assertThat(output(process)).contains("cannot go on", "fenced", "drained");
    assertThat(status(process)).isEqualTo(1);
  }

  @Test
  void wrong_settings_are_all_told_and_end_with_status_2() throws Exception {
    Process process = start(Map.of("TEST_DIES_AFTER_MS", "soon"));

    assertThat(output(process)).contains("TEST_NEEDED: not set", "TEST_DIES_AFTER_MS: 'soon'");
    assertThat(status(process)).isEqualTo(2);
  }

  @Test
  void help_prints_the_settings_and_starts_nothing() throws Exception {
    Process process = start(Map.of(), "--help");

    assertThat(output(process)).contains("TEST_NEEDED", "(required)").doesNotContain("is up on");
    assertThat(status(process)).isZero();
  }

  private static Process start(Map<String, String> env, String... args) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of("-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path")));
    command.add(ProcessForTest.class.getName());
    command.addAll(List.of(args));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(env);
    return builder.start();
  }

  private static String output(Process process) throws IOException {
    try (BufferedReader out = process.inputReader()) {
      return String.join("\n", out.lines().toList());
    }
  }

  private static int status(Process process) throws InterruptedException {
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }
}
