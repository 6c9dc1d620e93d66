package io.fundstream.system.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** Sends batches in each way that HTTP has, and judges every result of every line. */
final class BatchClient {
  private static final int LONGEST_CHUNK = 4_000;

  private final Targets targets;
  private final Findings findings;
  private final Memory memory;
  private final RandomGenerator random;
  private final Operation operation;
  private final BatchMaker maker;
  private final BatchOracle oracle;
  private final HostileRequests hostile;

  BatchClient(Targets targets, Findings findings, Memory memory, RandomGenerator random) {
    this.targets = targets;
    this.findings = findings;
    this.memory = memory;
    this.random = random;
    this.operation = targets.gateway().batch();
    this.maker = new BatchMaker(targets.gateway(), memory, random);
    this.oracle = new BatchOracle(targets.oracle(), targets.gateway().api());
    this.hostile = new HostileRequests(random);
  }

  /**
   * One batch, and sometimes once more with its key; counted as one request.
   *
   * @param wire for those that leave their connection as it was
   */
  void one(Wire wire, String where) {
    findings.sent();
    Batch batch = maker.make();
    boolean keyed = random.nextBoolean();
    Request request = request(batch, keyed);
    Intention good = new Intention(request, Optional.of(operation), Set.of(200), "good");
    if (random.nextInt(6) == 0) {
      send(wire, hostile.spoil(good), batch.unsure(), where, true);
      return;
    }
    Optional<Reply> first = send(wire, good, batch, where, false);
    if (keyed && first.isPresent() && random.nextInt(3) == 0) {
      again(wire, good, batch, first.get(), where);
    }
  }

  private Request request(Batch batch, boolean keyed) {
    List<Request.Header> headers = new ArrayList<>();
    headers.add(new Request.Header("Authorization", "Bearer " + targets.gateway().apiKey()));
    headers.add(new Request.Header("Content-Type", "application/x-ndjson"));
    UUID key = new UUID(random.nextLong(), random.nextLong());
    if (keyed) headers.add(new Request.Header("Idempotency-Key", "b-" + key));
    return new Request("POST", operation.path(), headers, batch.body());
  }

  /** Every line is answered as it was. */
  private void again(Wire wire, Intention intention, Batch batch, Reply first, String where) {
    Optional<Reply> again = send(wire, intention, batch, where + "(again) ", false);
    if (again.isPresent() && !again.get().text().equals(first.text())) {
      fault(
          where,
          intention,
          again.get(),
          List.of("other results than the first time: " + first.shown()));
    }
  }

  private Optional<Reply> send(
      Wire wire, Intention intention, Batch batch, String where, boolean plain) {
    try {
      Reply reply = plain ? wire.exchange(intention.request()) : exchange(wire, intention);
      findings.answered(operation.id() + ", " + intention.about() + ",", reply);
      List<String> faults =
          new ArrayList<>(targets.oracle().faults(targets.gateway().name(), intention, reply));
      if (reply.status() == 200 && reply.mediaType().equals("application/x-ndjson")) {
        faults.addAll(oracle.faults(batch, reply));
        learn(batch, reply);
      }
      fault(where, intention, reply, faults);
      return Optional.of(reply);
    } catch (IOException e) {
      findings.fault(where + intention.request().shown(), List.of("no answer: " + e));
      return Optional.empty();
    }
  }

  private Reply exchange(Wire wire, Intention intention) throws IOException {
    Request request = intention.request();
    return switch (random.nextInt(3)) {
      case 0 -> wire.exchange(request);
      case 1 -> only(wire.raw(request.chunked(random, LONGEST_CHUNK), true));
      default -> {
        Request last = request.with("Connection", "close");
        yield only(wire.raw(last.chunked(random, LONGEST_CHUNK), false));
      }
    };
  }

  private static Reply only(List<Reply> replies) throws IOException {
    if (replies.size() == 1) return replies.getFirst();
    List<String> shown = replies.stream().map(Reply::shown).toList();
    throw new IOException(replies.size() + " answers to one request: " + shown);
  }

  private void learn(Batch batch, Reply reply) {
    List<String> results = BatchOracle.results(reply);
    for (int i = 0; i < results.size(); i++) {
      JsonNode result = BatchOracle.json(results.get(i));
      String about = i < batch.lines().size() ? batch.lines().get(i).about() : "no line";
      findings.line(about, result.path("status").asInt());
      if (result.path("status").asInt() / 100 == 2 && result.hasNonNull("position")) {
        findings.told(result.path("position").asText());
        memory.wrote(result, result.path("position").asText());
      }
    }
  }

  private void fault(String where, Intention intention, Reply reply, List<String> faults) {
    if (faults.isEmpty()) return;
    String results = new String(reply.body(), StandardCharsets.UTF_8);
    findings.fault(
        where + intention.request().shown() + "\n→ " + reply.shown() + "\n" + results, faults);
  }
}
