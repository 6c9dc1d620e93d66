package io.fundstream.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.fundstream.runtime.http.EntityTags.IfMatch;
import java.util.List;
import org.junit.jupiter.api.Test;

class EntityTagsTest {
  @Test
  void one_strong_tag_of_a_version_is_taken_compressed_or_not() {
    assertThat(EntityTags.ifMatch(List.of())).isEqualTo(new IfMatch.Absent());
    assertThat(EntityTags.ifMatch(List.of("\"3\""))).isEqualTo(new IfMatch.Version(3));
    assertThat(EntityTags.ifMatch(List.of(" \"3--gzip\" "))).isEqualTo(new IfMatch.Version(3));
    assertThat(EntityTags.ifMatch(List.of(EntityTags.of(2147483647))))
        .isEqualTo(new IfMatch.Version(2147483647));
  }

  @Test
  void anything_else_is_malformed() {
    for (String header :
        List.of(
            "*",
            "W/\"3\"",
            "\"3\", \"4\"",
            "3",
            "\"\"",
            "\"x\"",
            "\"0\"",
            "\"03\"",
            "\"-1\"",
            "\"2147483648\"",
            "\"3",
            "",
            "\"3--gzip--gzip\"")) {
      assertThat(EntityTags.ifMatch(List.of(header)))
          .as(header)
          .isInstanceOf(IfMatch.Malformed.class);
    }
    assertThat(EntityTags.ifMatch(List.of("\"3\"", "\"3\""))).isInstanceOf(IfMatch.Malformed.class);
  }

  @Test
  void if_none_match_compares_weakly_and_takes_lists() {
    for (String header : List.of("\"3\"", "W/\"3\"", "\"2\", \"3--gzip\"", "*")) {
      assertThat(EntityTags.noneMatchCovers(header, "\"3\"")).as(header).isTrue();
    }
    for (String header : List.of("\"4\"", "3", "", "\"33\"")) {
      assertThat(EntityTags.noneMatchCovers(header, "\"3\"")).as(header).isFalse();
    }
    assertThat(EntityTags.noneMatchCovers(null, "\"3\"")).isFalse();
  }
}
