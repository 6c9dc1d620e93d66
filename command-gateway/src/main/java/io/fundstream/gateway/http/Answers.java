package io.fundstream.gateway.http;

import io.fundstream.gateway.command.Refusal;
import io.fundstream.gateway.log.Answer;
import io.fundstream.gateway.log.Receipt;
import io.fundstream.gateway.log.Reply;
import io.fundstream.runtime.http.EntityTags;
import io.fundstream.runtime.http.ProblemWriter;
import io.fundstream.runtime.http.RouteTable;
import io.fundstream.runtime.json.Json;
import io.fundstream.runtime.problem.Problem;
import io.fundstream.runtime.problem.Problems;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** The answers that are remembered under an idempotency key, byte for byte. */
record Answers(Success success) implements Reply {

  @Override
  public Answer granted(Receipt receipt) {
    Map<String, String> headers = new HashMap<>();
    headers.put("Content-Type", RouteTable.JSON);
    headers.put("ETag", EntityTags.of(receipt.version()));
    headers.put("Fundstream-Position", receipt.position());
    String location = success.location().apply(receipt);
    if (!location.isEmpty()) {
      headers.put("Location", location);
    }
    return new Answer(success.status(), headers, body(receipt));
  }

  byte[] body(Receipt receipt) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("id", receipt.streamId());
    body.put("version", receipt.version());
    body.put("position", receipt.position());
    body.putAll(success.more().apply(receipt));
    return Json.bytes(body);
  }

  @Override
  public Answer refused(Refusal refusal) {
    int status =
        switch (refusal.kind()) {
          case NOT_FOUND -> 404;
          case CONFLICT -> 409;
        };
    return of(Problem.of(refusal.slug(), status, refusal.title(), refusal.detail()));
  }

  @Override
  public Answer versionMismatch(int current, int wanted) {
    return of(
        Problems.preconditionFailed(
            current == 0
                ? "There is nothing at this id yet, so it has no version %d.".formatted(wanted)
                : "It is at version %d, not %d.".formatted(current, wanted)));
  }

  private static Answer of(Problem problem) {
    Map<String, String> headers = new HashMap<>(problem.headers());
    headers.put("Content-Type", Problem.MEDIA_TYPE);
    headers.put("Cache-Control", "no-store");
    return new Answer(problem.status(), headers, ProblemWriter.bytes(problem));
  }
}
