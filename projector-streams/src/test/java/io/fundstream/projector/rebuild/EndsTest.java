package io.fundstream.projector.rebuild;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fundstream.parts.FreePort;
import io.fundstream.projector.table.Part;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Kafka is asked where parts end only if need be, and not for long. */
class EndsTest {
  private static final Map<String, Object> NOBODY =
      Map.of("bootstrap.servers", "127.0.0.1:" + FreePort.next());

  @Test
  void nobody_is_asked_when_no_part_is_behind() throws Exception {
    assertThat(Ends.ask(NOBODY, Map.of())).isEqualTo(Ends.NONE);
  }

  @Test
  @Timeout(20)
  void a_kafka_that_does_not_answer_is_given_up_soon() {
    Map<Part, Long> behind = Map.of(new Part("fundstream.fund", 3), 7L);
    assertThatThrownBy(() -> Ends.ask(NOBODY, behind)).isInstanceOf(ExecutionException.class);
  }
}
