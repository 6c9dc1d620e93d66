package io.fundstream.runtime.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.fundstream.runtime.problem.FieldError;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonBodyTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "[]",
        "1",
        "null",
        "\"text\"",
        "{",
        "{}}",
        "{} {}",
        "{,}",
        "{\"a\":1,}",
        "{'a':1}",
        "{a:1}",
        "{\"a\":01}",
        "{\"a\":+1}",
        "{\"a\":.5}",
        "{\"a\":1.}",
        "{\"a\":NaN}",
        "{\"a\":Infinity}",
        "{\"a\":tru}",
        "{\"a\":\"\n\"}",
        "{\"a\":\"\\x\"}",
        "{\"a\":\"\\u12\"}",
        "{} // done",
        "\u001e{}",
        "/* x */ {}",
        "{\"a\":1} x",
        "{\"a\" 1}",
        "{\"a\":[1,2}",
        "\uFEFF{}",
        "not json"
      })
  void what_is_no_json_object_is_refused_as_a_whole(String body) {
    Parsed<JsonObject> parsed = parse(body);

    assertThat(parsed).isInstanceOf(Parsed.Bad.class);
    assertThat(((Parsed.Bad<JsonObject>) parsed).errors())
        .singleElement()
        .satisfies(e -> assertThat(e.pointer()).isEmpty())
        .satisfies(e -> assertThat(e.detail()).endsWith(".").hasSizeLessThan(300))
        .satisfies(e -> assertThat(e.detail()).doesNotContain("Feature", "`", "Source"));
  }

  @Test
  void bytes_in_another_encoding_are_refused() {
    for (byte[] body :
        List.of(
            "{\"a\":\"x\"}".getBytes(StandardCharsets.UTF_16),
            "{\"a\":\"x\"}".getBytes(StandardCharsets.UTF_16LE),
            "{\"a\":\"é\"}".getBytes(StandardCharsets.ISO_8859_1),
            new byte[] {
              '{', '"', 'a', '"', ':', '"', (byte) 0xED, (byte) 0xA0, (byte) 0x80, '"', '}'
            },
            new byte[] {'{', 0, '}'})) {
      assertThat(JsonBody.parse(body)).isInstanceOf(Parsed.Bad.class);
    }
  }

  @Test
  void the_bytes_of_an_object_are_kept_exactly() {
    String config = "{ \"b\" : 1.50e+1 ,\n\t\"a\":[ 1 , {\"é\":\"\\u00e9 \\\"} \" } ], \"z\":{} }";
    for (String before : List.of("", "\"x\":\"é{\",", "\"x\":[{\"y\":1}] ,\n")) {
      JsonFields fields = fields("{" + before + " \"config\" : " + config + " , \"n\":1}");
      byte[] bytes = fields.rawObject("config", 1000);
      assertThat(new String(bytes, StandardCharsets.UTF_8)).isEqualTo(config);
    }
  }

  @Test
  void an_object_over_its_size_is_refused() {
    JsonFields fields = fields("{\"config\":{\"a\":\"0123456789\"}}");
    fields.rawObject("config", 18);
    assertThat(fields.errors()).isEmpty();
    JsonFields smaller = fields("{\"config\":{\"a\":\"0123456789\"}}");
    smaller.rawObject("config", 17);
    assertThat(pointers(smaller)).containsExactly("/config");
  }

  @Test
  void duplicate_names_are_named_where_they_stand() {
    assertThat(faults("{\"a\":1,\"a\":2,\"config\":{\"x\":[{\"y/z~\":1,\"y/z~\":2}]}}"))
        .containsExactly("/a", "/config/x/0/y~1z~0");
  }

  @Test
  void text_that_cannot_be_stored_is_named_where_it_stands() {
    assertThat(
            faults(
                """
                {"a":"\\u0000","b":["x","\\ud800"],"c":{"\\u0000":1,"d":"\\udc00\\ud800"},"ok":"\\ud83d\\ude00"}
                """))
        .containsExactly("/a", "/b/1", "/c/\uFFFD", "/c/d");
  }

  @Test
  void depth_is_counted_from_the_value_of_a_field() {
    assertThat(faults("{\"config\":" + nested(32) + "}")).isEmpty();
    assertThat(faults("{\"config\":" + nested(33) + "}"))
        .containsExactly("/config" + "/a".repeat(32));
    assertThat(parse("{\"config\":" + nested(5000) + "}"))
        .isEqualTo(JsonBody.bad("Nested deeper than 32 levels."));
    assertThat(faults("{\"config\":" + "[".repeat(33) + "]".repeat(33) + "}"))
        .containsExactly("/config" + "/0".repeat(32));
  }

  @Test
  void members_are_counted_with_the_deep_ones() {
    assertThat(faults("{\"config\":" + members(10_000) + "}")).isEmpty();
    assertThat(faults("{\"config\":{\"x\":" + members(10_000) + "}}"))
        .containsExactly("/config/x/m9999");
  }

  @Test
  void numbers_have_limits_of_digits_and_exponent() {
    String digits38 = "1".repeat(38);
    assertThat(faults("{\"c\":{\"a\":" + digits38 + ",\"b\":-1e100,\"d\":1E-100,\"e\":0.5e+0100}}"))
        .isEmpty();
    assertThat(
            faults(
                "{\"c\":{\"a\":%s1,\"b\":[1e101,1e-101],\"d\":1e99999999999},\"n\":0.%s}"
                    .formatted(digits38, digits38)))
        .containsExactly("/c/a", "/c/b/0", "/c/b/1", "/c/d", "/n");
    assertThat(faults("{\"c\":" + "9".repeat(100_000) + "}")).containsExactly("/c");
  }

  @Test
  void every_field_at_fault_is_named_at_once() {
    JsonFields fields =
        fields(
            """
            {"name":"","year":"2020","size":12.5,"rate":"0.1234567","day":"2026-02-30",
             "id":"x","status":"OPEN","extra":1,"a/b":2,"twice":1,"twice":2}
            """);
    fields.text("name", 1, 255);
    fields.whole("year", 1900, 2100);
    fields.money("size");
    fields.decimal("rate", 6, BigDecimal.ZERO, BigDecimal.ONE);
    fields.date("day");
    fields.uuid("id");
    fields.oneOf("status", Letter.class);
    fields.text("missing", 1, 5);
    fields.optionalWhole("twice", 0, 5);

    assertThat(pointers(fields))
        .containsExactlyInAnyOrder(
            "/name",
            "/year",
            "/size",
            "/rate",
            "/day",
            "/id",
            "/status",
            "/missing",
            "/extra",
            "/a~1b",
            "/twice");
    assertThat(fields.result(() -> "never")).isInstanceOf(Parsed.Bad.class);
  }

  @Test
  void decimals_are_strings_in_one_form() {
    for (String good : List.of("0", "-0.5", "1250.50", "999999999999999999.99")) {
      JsonFields fields = fields("{\"m\":\"" + good + "\"}");
      assertThat(fields.money("m")).isEqualByComparingTo(good).hasScaleOf(2);
      assertThat(fields.errors()).isEmpty();
    }
    for (String bad :
        List.of(
            "",
            " 1",
            "1 ",
            "01",
            "+1",
            ".5",
            "1.",
            "1e3",
            "1.234",
            "1,0",
            "٣",
            "NaN",
            "-",
            "1000000000000000000",
            "9".repeat(500))) {
      JsonFields fields = fields("{\"m\":\"" + bad + "\"}");
      fields.money("m");
      assertThat(pointers(fields)).as(bad).containsExactly("/m");
    }
  }

  @Test
  void null_is_told_from_absent() {
    JsonFields fields = fields("{\"a\":null}");
    assertThat(fields.isNull("a")).isTrue();
    assertThat(fields.has("a")).isTrue();
    assertThat(fields.has("b")).isFalse();
    assertThat(fields.isNull("b")).isFalse();
    assertThat(fields.optionalMoney("a")).isNull();
    assertThat(fields.errors()).isEmpty();
    fields.money("a");
    assertThat(pointers(fields)).containsExactly("/a");
  }

  @Test
  void whole_numbers_have_no_fraction_and_no_exponent() {
    for (String bad :
        List.of("1.0", "1e2", "\"5\"", "true", "null", "2147483648", "-1", "[]", "9".repeat(40))) {
      JsonFields fields = fields("{\"n\":" + bad + "}");
      fields.whole("n", 0, Integer.MAX_VALUE);
      assertThat(pointers(fields)).as(bad).containsExactly("/n");
    }
    assertThat(fields("{\"n\":2147483647}").whole("n", 0, Integer.MAX_VALUE))
        .isEqualTo(Integer.MAX_VALUE);
  }

  @Test
  void text_length_is_counted_in_characters_not_in_units() {
    JsonFields fields = fields("{\"t\":\"" + "😀".repeat(255) + "\"}");
    fields.text("t", 1, 255);
    assertThat(fields.errors()).isEmpty();
  }

  private enum Letter {
    A,
    B
  }

  private static String nested(int levels) {
    return "{\"a\":".repeat(levels - 1) + "{}" + "}".repeat(levels - 1);
  }

  private static String members(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "\"m" + i + "\":0")
        .collect(Collectors.joining(",", "{", "}"));
  }

  private static Parsed<JsonObject> parse(String body) {
    return JsonBody.parse(body.getBytes(StandardCharsets.UTF_8));
  }

  private static JsonFields fields(String body) {
    return switch (parse(body)) {
      case Parsed.Ok<JsonObject> ok -> JsonFields.of(ok.value());
      case Parsed.Bad<JsonObject> bad -> throw new AssertionError(bad.errors().toString());
    };
  }

  private static List<String> faults(String body) {
    return switch (parse(body)) {
      case Parsed.Ok<JsonObject> ok ->
          ok.value().faults().stream().map(FieldError::pointer).toList();
      case Parsed.Bad<JsonObject> bad -> throw new AssertionError(bad.errors().toString());
    };
  }

  private static List<String> pointers(JsonFields fields) {
    return fields.errors().stream().map(FieldError::pointer).toList();
  }
}
