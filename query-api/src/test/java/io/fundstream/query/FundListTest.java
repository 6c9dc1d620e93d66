package io.fundstream.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fundstream.parts.TestDatabase;
import io.fundstream.query.ReadTables.Fund;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FundListTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private TestDatabase database;
  private ReadTables tables;
  private Running query;

  @BeforeEach
  void start() throws SQLException {
    database = TestDatabase.fresh();
    tables = new ReadTables(database);
    query = Running.on(database);
  }

  @AfterEach
  void stop() throws SQLException {
    query.close();
    tables.close();
    database.close();
  }

  @Test
  void every_order_and_filter_gives_the_same_rows_as_sorting_all_of_them() throws SQLException {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    List<Fund> funds = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      String name = "äAaB".charAt(random.nextInt(4)) + "und " + random.nextInt(20);
      Instant created = START.plus(random.nextInt(30), ChronoUnit.MICROS);
      String status = List.of("FUNDRAISING", "INVESTING", "CLOSED").get(random.nextInt(3));
      Fund fund = ReadTables.fund(name, created).vintageYear(2020 + random.nextInt(4));
      funds.add(tables.put(fund.status(status)));
    }
    Comparator<Fund> byId = Comparator.comparing(f -> f.id().toString());
    check(seed, funds, "name", Comparator.comparing(Fund::name, FundListTest::byBytes), byId);
    check(seed, funds, "vintageYear", Comparator.comparingInt(Fund::vintageYear), byId);
    check(seed, funds, "createdAt", Comparator.comparing(Fund::createdAt), byId);
  }

  private void check(
      long seed, List<Fund> funds, String sort, Comparator<Fund> order, Comparator<Fund> byId) {
    Comparator<Fund> full = order.thenComparing(byId);
    for (String filter :
        List.of("", "&status=INVESTING", "&status=FUNDRAISING", "&vintageYear=2021", "&name=a")) {
      List<String> expected =
          funds.stream()
              .filter(f -> !filter.startsWith("&status") || filter.endsWith(f.status()))
              .filter(f -> !filter.contains("2021") || f.vintageYear() == 2021)
              .filter(f -> !filter.contains("name") || f.name().startsWith("a"))
              .sorted(full)
              .map(f -> f.id().toString())
              .toList();
      assertThat(walk("/v1/funds?limit=7&sort=" + sort + filter))
          .as("seed %d, %s%s", seed, sort, filter)
          .isEqualTo(expected);
      assertThat(walk("/v1/funds?limit=7&sort=-" + sort + filter))
          .as("seed %d, -%s%s", seed, sort, filter)
          .isEqualTo(expected.reversed());
    }
  }

  @Test
  void no_row_is_lost_or_repeated_while_others_are_written() throws SQLException {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (String sort : List.of("name", "-name", "createdAt", "-createdAt", "vintageYear")) {
      tables.execute("delete from read_model.fund_v1");
      Set<String> throughout = new HashSet<>();
      for (int i = 0; i < 100; i++) {
        throughout.add(tables.put(random(random)).id().toString());
      }
      List<String> seen = new ArrayList<>();
      String cursor = "";
      do {
        Running.Answer page =
            query.get(
                "/v1/funds?limit=9&sort=" + sort + (cursor.isEmpty() ? "" : "&cursor=" + cursor));
        page.json().path("items").forEach(item -> seen.add(item.path("id").asText()));
        cursor = page.next();
        for (int i = 0; i < 5; i++) {
          tables.put(random(random));
        }
      } while (!cursor.isEmpty() && seen.size() < 2_000);
      assertThat(seen).as("seed %d, %s", seed, sort).doesNotHaveDuplicates();
      assertThat(seen).as("seed %d, %s", seed, sort).containsAll(throughout);
    }
  }

  private static Fund random(Random random) {
    return ReadTables.fund(
            "Fund " + random.nextInt(1_000), START.plus(random.nextInt(1_000), ChronoUnit.MILLIS))
        .vintageYear(2000 + random.nextInt(20));
  }

  @Test
  void a_name_filter_is_a_prefix_taken_literally_and_letter_case_matters() throws SQLException {
    for (String name : List.of("Alder", "alder", "Al%er", "Al_er", "Ålder", "Alder 😀", "Al\\x")) {
      tables.put(ReadTables.fund(name, START));
    }
    assertThat(names("Al"))
        .containsExactlyInAnyOrder("Alder", "Al%er", "Al_er", "Alder 😀", "Al\\x");
    assertThat(names("Al%")).containsExactly("Al%er");
    assertThat(names("Al_")).containsExactly("Al_er");
    assertThat(names("Å")).containsExactly("Ålder");
    assertThat(names("Alder 😀")).containsExactly("Alder 😀");
    assertThat(names("Al\\")).containsExactly("Al\\x");
    assertThat(names("' or 1=1 --")).isEmpty();
  }

  @Test
  void skip_passes_rows_over_and_the_cursor_goes_on_from_there() throws SQLException {
    for (int i = 0; i < 10; i++) {
      tables.put(ReadTables.fund("Fund " + i, START.plusSeconds(i)));
    }
    Running.Answer page = query.get("/v1/funds?skip=3&limit=2");
    assertThat(texts(page, "name")).containsExactly("Fund 3", "Fund 4");
    Running.Answer next = query.get("/v1/funds?limit=2&cursor=" + page.next());
    assertThat(texts(next, "name")).containsExactly("Fund 5", "Fund 6");
    assertThat(query.get("/v1/funds?skip=10").json().path("items")).isEmpty();
    assertThat(query.get("/v1/funds?skip=10").json().path("nextCursor").isNull()).isTrue();
  }

  @Test
  void the_link_leads_to_the_next_page_with_the_same_filters() throws SQLException {
    for (int i = 0; i < 3; i++) {
      tables.put(ReadTables.fund("Fund & " + i, START.plusSeconds(i)));
    }
    Running.Answer page = query.get("/v1/funds?name=Fund%20%26&sort=-name&limit=2&skip=0");
    String link = page.header("Link");
    assertThat(link)
        .matches("</v1/funds\\?name=Fund%20%26&sort=-name&limit=2&cursor=[\\w-]+>; rel=\"next\"");
    Running.Answer next = query.get(link.substring(1, link.indexOf('>')));
    assertThat(texts(next, "name")).containsExactly("Fund & 0");
    assertThat(next.header("Link")).isEmpty();
  }

  @Test
  void csv_has_the_same_fields_and_pages_by_the_link() throws SQLException {
    tables.put(ReadTables.fund("=cmd(\"x\")", START));
    tables.put(ReadTables.fund("Birch, II", START.plusSeconds(1)));
    Running.Answer csv = query.get("/v1/funds?limit=1", "Accept", "text/csv");
    assertThat(csv.status()).isEqualTo(200);
    assertThat(csv.header("Content-Type")).isEqualTo("text/csv; charset=utf-8");
    assertThat(csv.response().headers().allValues("Vary"))
        .anyMatch(vary -> vary.contains("Accept"));
    String[] lines = csv.text().split("\r\n", -1);
    JsonNode first = query.get("/v1/funds?limit=1").json().path("items").get(0);
    List<String> fields = new ArrayList<>();
    first.fieldNames().forEachRemaining(fields::add);
    assertThat(lines[0]).isEqualTo(String.join(",", fields));
    assertThat(lines[1]).contains(",\"'=cmd(\"\"x\"\")\",2024,USD,100000000.00,");
    assertThat(csv.header("Link")).contains("cursor=");
  }

  @Test
  void the_tag_of_a_list_changes_when_its_bytes_do() throws SQLException {
    Fund fund = tables.put(ReadTables.fund("Alder", START));
    Running.Answer first = query.get("/v1/funds");
    String tag = first.header("ETag");
    assertThat(query.get("/v1/funds", "If-None-Match", tag).status()).isEqualTo(304);
    assertThat(query.get("/v1/funds", "If-None-Match", tag, "Accept", "text/csv").status())
        .isEqualTo(200);
    tables.put(fund.version(2, START.plusSeconds(1)));
    assertThat(query.get("/v1/funds", "If-None-Match", tag).status()).isEqualTo(200);
  }

  @Test
  void a_compressed_answer_has_a_tag_of_its_own_and_both_are_confirmed() throws Exception {
    for (int i = 0; i < 20; i++) {
      tables.put(ReadTables.fund("Fund " + i, START.plusSeconds(i)));
    }
    Running.Answer plain = query.get("/v1/funds");
    Running.Answer packed = query.get("/v1/funds", "Accept-Encoding", "gzip");
    assertThat(packed.header("Content-Encoding")).isEqualTo("gzip");
    assertThat(packed.header("ETag")).isEqualTo(plain.header("ETag").replaceAll("\"$", "--gzip\""));
    assertThat(packed.response().headers().allValues("Vary"))
        .anyMatch(vary -> vary.contains("Accept-Encoding"));
    try (var gzip =
        new java.util.zip.GZIPInputStream(
            new java.io.ByteArrayInputStream(packed.response().body()))) {
      assertThat(gzip.readAllBytes()).isEqualTo(plain.response().body());
    }
    for (String tag : List.of(plain.header("ETag"), packed.header("ETag"))) {
      assertThat(query.get("/v1/funds", "Accept-Encoding", "gzip", "If-None-Match", tag).status())
          .isEqualTo(304);
    }
  }

  private List<String> walk(String path) {
    List<String> ids = new ArrayList<>();
    String cursor = "";
    do {
      Running.Answer page = query.get(path + (cursor.isEmpty() ? "" : "&cursor=" + cursor));
      assertThat(page.status()).as(page.text()).isEqualTo(200);
      ids.addAll(texts(page, "id"));
      cursor = page.next();
    } while (!cursor.isEmpty());
    return ids;
  }

  private List<String> names(String prefix) {
    String encoded = URLEncoder.encode(prefix, StandardCharsets.UTF_8);
    return texts(query.get("/v1/funds?name=" + encoded), "name");
  }

  static List<String> texts(Running.Answer page, String field) {
    Function<JsonNode, String> text = item -> item.path(field).asText();
    List<String> found = new ArrayList<>();
    page.json().path("items").forEach(item -> found.add(text.apply(item)));
    return found;
  }

  private static int byBytes(String left, String right) {
    return Arrays.compareUnsigned(
        left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));
  }
}
