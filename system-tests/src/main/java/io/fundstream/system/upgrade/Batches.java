package io.fundstream.system.upgrade;

import io.fundstream.stack.data.Endpoints;
import io.fundstream.system.stack.StackProcess;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;

/**
 * Two batches of new funds under a key each: one that was answered, and one whose gateway was
 * killed in the middle, so that its key is open.
 */
final class Batches {
  private static final String NDJSON = "application/x-ndjson";
  private static final int LINES = 120;
  private static final int SENT = 60;
  private static final Duration WITHIN = Duration.ofSeconds(30);

  private final List<UUID> answeredFunds = ids();
  private final List<UUID> cutFunds = ids();
  private Shown answer = new Shown(0, Map.of(), "");

  /** The funds of both. */
  List<UUID> funds() {
    List<UUID> all = new ArrayList<>(answeredFunds);
    all.addAll(cutFunds);
    return all;
  }

  private static List<UUID> ids() {
    return IntStream.range(0, LINES).mapToObj(_ -> UUID.randomUUID()).toList();
  }

  /** Sends one and keeps the answer. */
  Shown answered(Reader reader) throws IOException, InterruptedException {
    answer = reader.send("POST", "/v1/batches", NDJSON, "upgrade-batch", body(answeredFunds));
    return answer;
  }

  /** What is wrong with the answer to the same batch under the same key. */
  List<String> repeated(Reader reader) throws IOException, InterruptedException {
    Shown again = reader.send("POST", "/v1/batches", NDJSON, "upgrade-batch", body(answeredFunds));
    return again.body().equals(answer.body())
        ? List.of()
        : List.of("first " + answer.body(), "again " + again.body());
  }

  /** Sends half of the other and kills the gateway; returns how many funds were registered. */
  long cut(StackProcess stack, Tables tables) throws IOException, SQLException {
    Endpoints at = stack.endpoints();
    URI gateway = URI.create(at.gateway());
    try (Socket socket = new Socket(gateway.getHost(), gateway.getPort())) {
      socket.getOutputStream().write(half(gateway, at.apiKey()));
      socket.getOutputStream().flush();
      Awaitility.await("half of the batch is decided")
          .atMost(WITHIN)
          .until(() -> registered(tables) >= SENT);
      stack.kill("gateway");
    }
    Awaitility.await("the gateway is back").atMost(WITHIN).until(stack::allRunning);
    return registered(tables);
  }

  /** A request whose body does not end. */
  private byte[] half(URI gateway, String apiKey) {
    byte[] lines = body(cutFunds.subList(0, SENT)).getBytes(StandardCharsets.UTF_8);
    String head =
        String.join(
            "\r\n",
            "POST /v1/batches HTTP/1.1",
            "Host: " + gateway.getAuthority(),
            "Authorization: Bearer " + apiKey,
            "Content-Type: " + NDJSON,
            "Idempotency-Key: upgrade-cut",
            "Transfer-Encoding: chunked",
            "",
            Integer.toHexString(lines.length),
            "");
    ByteArrayOutputStream request = new ByteArrayOutputStream();
    request.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
    request.writeBytes(lines);
    request.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
    return request.toByteArray();
  }

  /** What is wrong with the answer to all of the batch that was cut off, under its key. */
  List<String> completed(Tables tables, Reader reader)
      throws IOException, InterruptedException, SQLException {
    Shown all = reader.send("POST", "/v1/batches", NDJSON, "upgrade-cut", body(cutFunds));
    List<String> lines = all.body().lines().toList();
    List<String> wrong = new ArrayList<>();
    if (lines.size() != LINES) wrong.add(all.status() + " with " + lines.size() + " lines");
    for (int n = 0; n < Math.min(LINES, lines.size()); n++) {
      String expected =
          "{\"line\":%d,\"status\":201,\"id\":\"%2$s\",\"version\":1,\"position\":\"%2$s:1\"}"
              .formatted(n + 1, cutFunds.get(n));
      if (!lines.get(n).equals(expected)) wrong.add(lines.get(n) + " instead of " + expected);
    }
    long registered = registered(tables);
    if (registered != LINES) wrong.add(registered + " funds were registered");
    return wrong;
  }

  private long registered(Tables tables) throws SQLException {
    String ids = "'" + String.join("','", cutFunds.stream().map(UUID::toString).toList()) + "'";
    return Long.parseLong(
        tables
            .texts("select count(*) from event_store.event_log where stream_id in (" + ids + ")")
            .getFirst());
  }

  private static String body(List<UUID> funds) {
    StringBuilder body = new StringBuilder();
    for (UUID fund : funds) {
      body.append(
          """
          {"command":"fund.register","id":"%s","name":"Batch","vintageYear":2020,\
          "targetSize":"1000000.00","managementFeeRate":"0.02","carryRate":"0.2"}
          """
              .formatted(fund));
    }
    return body.toString();
  }
}
