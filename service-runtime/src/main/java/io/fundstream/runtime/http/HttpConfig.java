package io.fundstream.runtime.http;

import io.fundstream.runtime.config.Settings;
import java.time.Duration;

/**
 * Where a service listens and its limits.
 *
 * @param port 0 for any that is free
 * @param maxBody bytes of a request's body; more is 413
 * @param maxRequests requests worked on at one time; more is 429
 * @param maxConnections connections open at one time; more wait to be accepted
 * @param idleTimeout a connection that sends nothing is closed after this
 * @param requestTimeout a head must have come whole within this, else the connection is closed;
 *     then a body, else 408
 * @param drain how long running requests may take once the service is stopping
 */
public record HttpConfig(
    String host,
    int port,
    int maxBody,
    int maxRequests,
    int maxConnections,
    Duration idleTimeout,
    Duration requestTimeout,
    Duration drain) {

  /** The defaults for everything but the place. */
  public HttpConfig(String host, int port) {
    this(
        host,
        port,
        1 << 20,
        1024,
        4096,
        Duration.ofSeconds(30),
        Duration.ofSeconds(30),
        Duration.ofSeconds(5));
  }

  /** Reads {@code FUNDSTREAM_HTTP_*}. */
  public static HttpConfig from(Settings s, int defaultPort) {
    return new HttpConfig(
        s.text("FUNDSTREAM_HTTP_HOST", "0.0.0.0", "address to listen on"),
        s.whole("FUNDSTREAM_HTTP_PORT", defaultPort, 0, 65_535, "port", "0 takes any that is free"),
        s.whole(
            "FUNDSTREAM_HTTP_MAX_BODY",
            1 << 20,
            1024,
            64 << 20,
            "bytes",
            "largest body; more is 413"),
        s.whole(
            "FUNDSTREAM_HTTP_MAX_REQUESTS",
            1024,
            1,
            100_000,
            "requests",
            "worked on at one time; more is 429"),
        s.whole(
            "FUNDSTREAM_HTTP_MAX_CONNECTIONS",
            4096,
            1,
            100_000,
            "connections",
            "open at one time; more wait"),
        s.duration(
            "FUNDSTREAM_HTTP_IDLE_TIMEOUT_MS",
            30_000,
            100,
            600_000,
            "a silent connection is closed after"),
        s.duration(
            "FUNDSTREAM_HTTP_REQUEST_TIMEOUT_MS",
            30_000,
            100,
            600_000,
            "a head must have come within, else the connection is closed; then a body, else 408"),
        s.duration(
            "FUNDSTREAM_HTTP_DRAIN_MS",
            5_000,
            0,
            8_000,
            "running requests may take once stopping"));
  }
}
