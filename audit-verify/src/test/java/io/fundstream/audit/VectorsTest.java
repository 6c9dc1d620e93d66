package io.fundstream.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The vectors of docs/hash-chain.md, which another hand made. */
class VectorsTest {
  private static final Path PAGE =
      Path.of(Objects.requireNonNull(System.getProperty("fundstream.root")), "docs");

  @Test
  void the_published_vectors_are_sound() throws Exception {
    try (TestLog log = new TestLog()) {
      String vectors = Files.readString(PAGE.resolve("hash-chain/vectors.json"));
      log.execute("select test_log.load($vectors$" + vectors + "$vectors$)");
      AuditReport report = log.audit();
      assertThat(report.findings()).isEmpty();
      assertThat(report.events()).isEqualTo(4);
    }
  }

  @Test
  void the_page_shows_the_hashes_of_the_vectors() throws Exception {
    String page = Files.readString(PAGE.resolve("hash-chain.md"));
    try (TestLog log = new TestLog()) {
      String vectors = Files.readString(PAGE.resolve("hash-chain/vectors.json"));
      log.execute("select test_log.load($vectors$" + vectors + "$vectors$)");
      for (int seq = 1; seq <= 2; seq++) {
        assertThat(page)
            .contains(
                log.query(
                    String.class,
                    "select encode(hash, 'hex') from event_store.event_log"
                        + " where partition_key = '0193a000-0000-7000-8000-00000000000a' and seq = "
                        + seq));
      }
    }
  }
}
