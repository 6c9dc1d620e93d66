package io.fundstream.gateway.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.fundstream.gateway.command.Intent;
import io.fundstream.gateway.command.Refusal;
import io.fundstream.gateway.fund.FundCommand;
import io.fundstream.gateway.fund.FundStream;
import io.fundstream.gateway.fund.FundTerms;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Two tenants that name one id in the same transaction; nothing of it needs a database. */
class TenantsTest {
  private final UUID one = UUID.randomUUID();
  private final UUID other = UUID.randomUUID();
  private final UUID fund = UUID.randomUUID();

  @Test
  void whoever_is_refused_takes_no_id_from_another() {
    assertThat(decided(pending(one, LogBench.draft(fund)), pending(other, register())))
        .containsExactly("404 not-found", "201 1");
  }

  @Test
  void an_id_is_the_tenants_who_wrote_under_it_first() {
    assertThat(decided(pending(one, register()), pending(other, register())))
        .containsExactly("201 1", "409 id-taken");
  }

  private List<String> decided(Pending... batch) {
    Overlay overlay = new Overlay();
    Opened opened = new Opened();
    for (Pending pending : batch) overlay.add(pending, opened);
    BatchPlan plan = new BatchPlan(overlay, 1);
    List<String> answers = new ArrayList<>();
    for (Pending pending : batch) {
      plan.decide(pending);
      assertThat(plan.outcomes.get(pending))
          .isInstanceOfSatisfying(
              Outcome.Answered.class,
              a -> {
                String body = new String(a.answer().body(), StandardCharsets.UTF_8);
                answers.add(a.answer().status() + " " + body);
              });
    }
    return answers;
  }

  private Intent register() {
    FundTerms terms =
        new FundTerms(
            "Fund",
            new BigDecimal("1.00"),
            null,
            new BigDecimal("0.020000"),
            new BigDecimal("0.200000"),
            new BigDecimal("0.080000"));
    return FundStream.intent(fund, new FundCommand.Register(terms, 2020, "USD"));
  }

  private static Pending pending(UUID tenant, Intent intent) {
    Submission submission =
        new Submission(
            tenant,
            intent,
            new Precondition.None(),
            null,
            LogBench.ORIGIN,
            LocalDate.of(2026, 1, 31),
            new Says(),
            100);
    return new Pending(submission, System.nanoTime(), null);
  }

  /** Says the version, or why not. */
  private record Says() implements Reply {
    @Override
    public Answer granted(Receipt receipt) {
      return answer(201, Integer.toString(receipt.version()));
    }

    @Override
    public Answer refused(Refusal refusal) {
      int status =
          switch (refusal.kind()) {
            case NOT_FOUND -> 404;
            case CONFLICT -> 409;
          };
      return answer(status, refusal.slug());
    }

    @Override
    public Answer versionMismatch(int current, int wanted) {
      return answer(412, "");
    }

    private static Answer answer(int status, String body) {
      return new Answer(status, Map.of(), body.getBytes(StandardCharsets.UTF_8));
    }
  }
}
