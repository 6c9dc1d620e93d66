package io.fundstream.projector.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.fundstream.projector.support.Tally;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** Where a group begins that has never read. */
class FirstOffsetsTest {
  private static final TopicPartition PART = new TopicPartition("t", 3);
  private static final String LIVE = Group.live(Set.of("one-v1", "two-v1"));

  private static Member<?> member(String name) {
    return new Member<>(
        new ProjectionStatus(Tally.shape(name).at(1), new ParkedNews(), new SimpleMeterRegistry()),
        Set.of("t"),
        () -> new Tally(name, 1));
  }

  private static Map<TopicPartition, OffsetAndMetadata> at(long offset) {
    return Map.of(PART, new OffsetAndMetadata(offset));
  }

  private static Map<TopicPartition, OffsetAndMetadata> first(
      Map<String, Set<String>> before,
      Map<String, Map<TopicPartition, OffsetAndMetadata>> committed) {
    List<Member<?>> members = List.of(member("one"), member("two"));
    return FirstOffsets.first(new Group(LIVE, members, false, before), committed);
  }

  @Test
  void it_begins_at_the_least_that_its_members_have_been_read_up_to() {
    assertThat(first(Map.of(), Map.of("one-v1", at(70), "two-v1", at(40)))).isEqualTo(at(40));
  }

  @Test
  void it_begins_at_the_beginning_where_a_member_has_never_been_read() {
    assertThat(first(Map.of(), Map.of("one-v1", at(70)))).isEmpty();
  }

  @Test
  void what_a_group_of_before_has_committed_counts_for_those_that_were_in_it() {
    Map<String, Set<String>> before = Map.of("live-before", Set.of("one-v1"));
    assertThat(first(before, Map.of("live-before", at(90), "one-v1", at(5), "two-v1", at(80))))
        .isEqualTo(at(80));
    assertThat(first(before, Map.of("live-before", at(90)))).isEmpty();
  }

  @Test
  void where_it_is_further_itself_it_goes_on_from_there() {
    assertThat(first(Map.of(), Map.of(LIVE, at(75), "one-v1", at(70), "two-v1", at(40)))).isEmpty();
  }

  @Test
  void a_group_is_called_by_its_members_whatever_their_order() {
    assertThat(LIVE)
        .matches("live-[0-9a-f]{12}")
        .isEqualTo(Group.live(Set.of("two-v1", "one-v1")))
        .isNotEqualTo(Group.live(Set.of("one-v1", "two-v2")));
  }
}
