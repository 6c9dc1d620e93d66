package io.fundstream.system.fuzz;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** One client that sends requests one after the other and judges each answer. */
final class Worker implements Runnable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Targets targets;
  private final Findings findings;
  private final String name;
  private final int requests;
  private final RandomGenerator random;
  private final Memory memory;
  private final HostileRequests hostile;
  private final RawRequests raw;
  private final BatchClient batches;

  Worker(Targets targets, Findings findings, long seed, int number, int requests) {
    this.targets = targets;
    this.findings = findings;
    this.name = "seed %d, worker %d".formatted(seed, number);
    this.requests = requests;
    this.random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed * 1_000 + number);
    this.memory = new Memory(random);
    this.hostile = new HostileRequests(random);
    this.raw = new RawRequests(random);
    this.batches = new BatchClient(targets, findings, memory, random);
  }

  @Override
  public void run() {
    try (Wire gateway = targets.gateway().wire();
        Wire query = targets.query().wire()) {
      for (int n = 0; n < requests && !Thread.currentThread().isInterrupted(); n++) {
        boolean reads = random.nextInt(5) < 2;
        one(reads ? targets.query() : targets.gateway(), reads ? query : gateway, n);
      }
    } catch (IOException e) {
      findings.fault(name, List.of("a connection did not close: " + e));
    }
  }

  private void one(Targets.Target target, Wire wire, int n) {
    if (target == targets.gateway() && random.nextInt(20) == 0) {
      batches.one(wire, where(n));
      return;
    }
    Operation operation = target.any(random);
    Intention good = target.good(memory, random).make(operation);
    int kind = random.nextInt(100);
    if (kind < 10) {
      raw(target, wire, raw.make(good.request()), n);
    } else if (kind < 14) {
      replay(n);
    } else if (kind < 17 && target == targets.query()) {
      send(target, wire, page(good).orElse(good), n);
    } else {
      send(target, wire, kind < 60 ? good : hostile.spoil(good), n);
    }
  }

  private Optional<Intention> page(Intention good) {
    return memory
        .page()
        .map(target ->
            Intention.anything(good.request().target(target), "a next page", 200, 304, 503));
  }

  private void send(Targets.Target target, Wire wire, Intention intention, int n) {
    Request request = intention.request();
    findings.sent();
    try {
      Reply reply = wire.exchange(request);
      String what = intention.operation().map(Operation::id).orElse("(any)");
      findings.answered(what + ", " + intention.about() + ",", reply);
      learn(intention, reply);
      judge(targets.oracle().faults(target.name(), intention, reply), request, reply, n);
    } catch (IOException e) {
      findings.fault(where(n) + request.shown(), List.of("no answer: " + e));
    }
  }

  private void raw(Targets.Target target, Wire wire, RawRequests.Raw sent, int n) {
    findings.sent();
    try {
      for (Reply reply : wire.raw(sent.bytes(), true)) {
        findings.answered("(raw), " + sent.about() + ",", reply);
        List<String> faults = new ArrayList<>(targets.oracle().faults(target.name(), reply, "GET"));
        if (sent.refused() && reply.status() < 400) faults.add("not refused");
        if (!faults.isEmpty()) {
          findings.fault(
              where(n) + sent.about() + "\n" + Request.shown(sent.bytes()) + "\n" + reply.shown(),
              faults);
        }
      }
    } catch (IOException e) {
      findings.fault(
          where(n) + sent.about() + "\n" + Request.shown(sent.bytes()),
          List.of("the connection is not ended well: " + e));
    }
  }

  /** The same command with the same key: the same answer, and nothing is done again. */
  private void replay(int n) {
    Optional<Memory.Answered> before = memory.answered();
    if (before.isEmpty()) return;
    Request request = before.get().request();
    Reply first = before.get().reply();
    findings.sent();
    try (Wire own = targets.gateway().wire()) {
      Reply again = own.exchange(request);
      findings.answered("(replay)", again);
      List<String> faults = new ArrayList<>();
      if (again.status() != first.status() || !again.text().equals(first.text())) {
        faults.add("another answer than the first time: " + first.shown());
      }
      if (again.header("idempotency-replayed").isEmpty()) faults.add("not told as a replay");
      judge(faults, request, again, n);
    } catch (IOException e) {
      findings.fault(where(n) + request.shown(), List.of("no answer: " + e));
    }
  }

  private void judge(List<String> faults, Request request, Reply reply, int n) {
    if (!faults.isEmpty()) {
      findings.fault(where(n) + request.shown() + "\n→ " + reply.shown(), faults);
    }
  }

  private String where(int n) {
    return name + ", request " + n + "\n";
  }

  private void learn(Intention intention, Reply reply) {
    if (!reply.success()) return;
    Request request = intention.request();
    Optional<String> position = reply.header("fundstream-position");
    if (position.isPresent()) {
      command(request, reply, position.get());
    } else if (reply.mediaType().equals("application/json") && request.method().equals("GET")) {
      String cursor = json(reply).path("nextCursor").asText("");
      if (!cursor.isEmpty() && !cursor.equals("null") && !request.target().contains("cursor=")) {
        String target = request.target().replaceAll("([?&])skip=\\d+&?", "$1");
        memory.page(target + (target.contains("?") ? "&" : "?") + "cursor=" + cursor);
      }
    }
  }

  private void command(Request request, Reply reply, String position) {
    if (request.header("Idempotency-Key").isPresent()) memory.answered(request, reply);
    memory.wrote(json(reply), position);
  }

  private static JsonNode json(Reply reply) {
    try {
      return JSON.readTree(reply.text());
    } catch (JsonProcessingException e) {
      return JSON.nullNode();
    }
  }
}
