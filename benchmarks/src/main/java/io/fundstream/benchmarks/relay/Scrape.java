package io.fundstream.benchmarks.relay;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A service's metrics, as Prometheus reads them. */
public final class Scrape {
  private Scrape() {}

  /** The sum of all lines that begin with a text and have the others in them; 0 if none does. */
  public static long sum(URI service, String begin, String... within) {
    try (InputStream metrics = service.resolve("/metrics").toURL().openStream()) {
      return new String(metrics.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> line.startsWith(begin) && Arrays.stream(within).allMatch(line::contains))
          .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
          .sum();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
