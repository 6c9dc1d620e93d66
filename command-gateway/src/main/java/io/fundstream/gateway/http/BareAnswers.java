package io.fundstream.gateway.http;

import io.fundstream.gateway.command.Refusal;
import io.fundstream.gateway.log.Answer;
import io.fundstream.gateway.log.Receipt;
import io.fundstream.gateway.log.Reply;
import java.util.Map;

/** Answers without headers, for lines of a batch, which have none. */
record BareAnswers(Answers whole) implements Reply {
  @Override
  public Answer granted(Receipt receipt) {
    return new Answer(whole.success().status(), Map.of(), whole.body(receipt));
  }

  @Override
  public Answer refused(Refusal refusal) {
    return bare(whole.refused(refusal));
  }

  @Override
  public Answer versionMismatch(int current, int wanted) {
    return bare(whole.versionMismatch(current, wanted));
  }

  private static Answer bare(Answer answer) {
    return new Answer(answer.status(), Map.of(), answer.body());
  }
}
