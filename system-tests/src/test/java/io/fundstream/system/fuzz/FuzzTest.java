package io.fundstream.system.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.fundstream.audit.Audit;
import io.fundstream.audit.AuditConfig;
import io.fundstream.system.OneJvm;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whatever is sent, both APIs answer as documented and write nothing but what they accept. */
class FuzzTest {
  private static final int REQUESTS = Integer.getInteger("fundstream.fuzz.requests", 20_000);

  @Test
  void no_request_breaks_an_api_and_no_refused_one_writes() throws Exception {
    long seed = Long.getLong("fundstream.seed", System.nanoTime() % 1_000_000_000);
    System.out.println("seed " + seed + " (repeat with -Dfundstream.seed=" + seed + ")");
    try (OneJvm platform = new OneJvm(Map.of()).ready()) {
      Fuzzer fuzzer =
          new Fuzzer(
              platform.gateway(),
              platform.query(),
              OneJvm.API_KEY,
              () -> platform.database().connect(platform.database().superuser()));
      FuzzReport report = fuzzer.run(seed, REQUESTS);
      PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
      report.print(out);
      if (Boolean.getBoolean("fundstream.fuzz.kinds")) report.printKinds(out);
      assertThat(report.faults()).isEmpty();
      assertThat(report.requests()).isBetween(REQUESTS * 9L / 10, (long) REQUESTS);
      assertThat(report.successes()).as("deep states are reached").isGreaterThan(REQUESTS / 4);
      assertThat(audit(platform)).isEmpty();
    }
  }

  private static java.util.List<?> audit(OneJvm platform) throws Exception {
    String role = "fundstream_verify";
    String url = platform.database().url();
    AuditConfig config = AuditConfig.of(url, role, platform.database().password(role));
    return Audit.run(config.comparing(platform.kafka().bootstrapServers())).findings();
  }
}
