package io.fundstream.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.fundstream.system.check.Finding;
import io.fundstream.system.check.Judge;
import io.fundstream.system.observe.Observer;
import io.fundstream.system.stack.StackProcess;
import io.fundstream.system.traffic.Answer;
import io.fundstream.system.traffic.Client;
import io.fundstream.system.traffic.FundRequests;
import io.fundstream.system.traffic.History;
import io.fundstream.system.traffic.Request;
import io.fundstream.system.traffic.Traffic;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Every projection is rebuilt by the command while commands and reads go on over HTTP. */
class RebuildWhileServingTest {
  private static final int READERS = 2;

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private static Path data;

  private final History history = new History();
  private final List<String> wrong = new CopyOnWriteArrayList<>();
  private final AtomicBoolean closing = new AtomicBoolean();
  private final AtomicInteger reads = new AtomicInteger();

  @Test
  void nobody_who_writes_and_reads_over_http_notices_a_rebuild() throws Exception {
    try (StackProcess stack = StackProcess.up(data);
        Client client = new Client(stack.endpoints())) {
      Traffic traffic = new Traffic(client, history, System.nanoTime(), 2);
      List<Thread> readers = new ArrayList<>();
      for (int n = 0; n < READERS; n++) {
        readers.add(Thread.ofPlatform().start(() -> writeAndRead(client)));
      }
      for (String projection : List.of("fund", "event", "activity")) {
        StackProcess.Ran ran = stack.run("rebuild", projection);
        assertThat(ran.output()).contains(projection + "-v2 serves.");
        assertThat(ran.status()).isZero();
      }
      closing.set(true);
      for (Thread reader : readers) {
        reader.join();
      }
      traffic.finish();
      System.out.printf("%d reads of own writes during three rebuilds%n", reads.get());
      assertThat(wrong).isEmpty();
      assertThat(reads.get()).isGreaterThan(50);
      List<Finding> findings = Judge.judge(new Observer(stack).observe(history));
      assertThat(findings).extracting(Finding::line).isEmpty();
    }
  }

  /** Amends a fund of its own and reads each amendment back, the list and the feed too. */
  private void writeAndRead(Client client) {
    UUID fund = UUID.randomUUID();
    try {
      send(client, FundRequests.register(fund, "Read back"));
      for (int version = 1; !closing.get(); version++) {
        String name = "Version " + (version + 1);
        String position =
            send(client, FundRequests.amend(fund, version, "\"name\":\"" + name + "\"")).position();
        look(client, "/v1/funds/%s?minPosition=%s".formatted(fund, position), name);
        look(client, "/v1/funds?limit=100&minPosition=" + position, "items");
        look(client, "/v1/funds/%s/events?minPosition=%s".formatted(fund, position), "items");
        look(client, "/v1/activities?limit=100&minPosition=" + position, name);
        look(client, "/v1/events?limit=100&minPosition=" + position, "items");
      }
    } catch (IOException e) {
      wrong.add("a request failed: " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Answer send(Client client, Request request) throws IOException, InterruptedException {
    Answer answer = client.send(request);
    history.add(request, 1, answer);
    if (!answer.accepted()) {
      wrong.add("%s: %d %s".formatted(request.path(), answer.status(), answer.body()));
    }
    return answer;
  }

  private void look(Client client, String path, String wanted)
      throws IOException, InterruptedException {
    Answer read = client.getWhenThere(path);
    reads.incrementAndGet();
    if (read.status() != 200 || !read.body().contains(wanted)) {
      wrong.add("%s: %d %s".formatted(path, read.status(), read.body()));
    }
  }
}
