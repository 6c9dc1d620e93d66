package io.fundstream.system.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.random.RandomGenerator;

/** What no library for HTTP would send. */
final class RawRequests {
  private static final List<String> VERSIONS =
      List.of("HTTP/1.0", "HTTP/0.9", "HTTP/2.0", "HTTP/9.9", "http/1.1", "HTTP/1.1 x", "", "HTTP");
  private static final List<String> FRAMINGS =
      List.of(
          "Content-Length: x",
          "Content-Length: -1",
          "Content-Length: +5",
          "Content-Length: 99999999999999999999",
          "Content-Length: 5\r\nContent-Length: 6",
          "Content-Length: 5, 6",
          "Content-Length: 4\r\nTransfer-Encoding: chunked",
          "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity",
          "Transfer-Encoding: xchunked",
          "Transfer-Encoding:\r\n chunked",
          "Transfer-Encoding : chunked",
          "Transfer-Encoding: gzip, chunked",
          "Transfer-Encoding: chunked, identity");
  private static final List<String> CHUNKS =
      List.of(
          "zz\r\n",
          "-1\r\n",
          "FFFFFFFFFFFFFFFF\r\nx",
          "5\r\nab\r\n",
          "5;ext=\"\r\nabcde\r\n0\r\n\r\n",
          "80000000\r\n",
          "0x5\r\nabcde\r\n0\r\n\r\n",
          "5\nabcde\n0\n\n",
          " 5\r\nabcde\r\n0\r\n\r\n",
          "0\r\nBad Trailer\r\n\r\n");

  private final RandomGenerator random;
  private final HostileText texts;

  RawRequests(RandomGenerator random) {
    this.random = random;
    this.texts = new HostileText(random);
  }

  /**
   * Bytes for a connection of their own.
   *
   * @param refused whether every answer must be a refusal
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Raw(byte[] bytes, boolean refused, String about) {}

  Raw make(Request good) {
    String head = good.method() + " " + good.target() + " ";
    String key = "Host: h\r\nAuthorization: " + good.header("Authorization").orElse("") + "\r\n";
    String json = key + "Content-Type: application/json\r\n";
    return switch (random.nextInt(12)) {
      case 0 -> raw(garbage(), true, "random bytes");
      case 1 -> raw(head + any(VERSIONS) + "\r\n" + key + "\r\n", false, "another version");
      case 2 ->
          raw(
              "POST /v1/funds HTTP/1.1\r\n" + json + any(FRAMINGS) + "\r\n\r\n{\"a\":1}",
              true,
              "bad framing");
      case 3 ->
          raw(
              "POST /v1/funds HTTP/1.1\r\n"
                  + json
                  + "Transfer-Encoding: chunked\r\n\r\n"
                  + any(CHUNKS),
              true,
              "bad chunks");
      case 4 -> cut(good);
      case 5 -> lengthLie(good);
      case 6 ->
          raw(
              head
                  + "HTTP/1.1\r\n"
                  + key
                  + "X-Long: "
                  + "x".repeat(9_000 + random.nextInt(20_000))
                  + "\r\n\r\n",
              true,
              "huge headers");
      case 7 ->
          raw(
              head + "HTTP/1.1\r\n" + key + "X: y\r\n".repeat(3_000) + "\r\n",
              true,
              "very many headers");
      case 8 ->
          raw(
              "GET "
                  + "/v1/"
                  + "x".repeat(8_000 + random.nextInt(60_000))
                  + " HTTP/1.1\r\n"
                  + key
                  + "\r\n",
              true,
              "a very long line");
      case 9 ->
          raw(
              good.method()
                  + " http://h"
                  + good.target()
                  + " HTTP/1.1\r\n"
                  + key
                  + "Content-Length: 0\r\nConnection: close\r\n\r\n",
              false,
              "an absolute address");
      case 10 -> pipelined(key);
      default -> raw(badHead(head, key), true, "a malformed head");
    };
  }

  private String badHead(String head, String key) {
    return switch (random.nextInt(9)) {
      case 0 -> head + "HTTP/1.1\r\nHost: h\r\nno colon here\r\n" + key + "\r\n";
      case 1 -> head + "HTTP/1.1\r\nBad name: x\r\n" + key + "\r\n";
      case 2 -> head + "HTTP/1.1\r\n folded: x\r\n" + key + "\r\n";
      case 3 -> head + "HTTP/1.1\r\n" + key.replace("Host: h", "Host: a b") + "\r\n";
      case 4 -> head + "HTTP/1.1\r\n" + key.replace("Host: h", "X: h") + "\r\n";
      case 5 -> head + "HTTP/1.1\r\nHost: other\r\n" + key + "\r\n";
      case 6 -> "G\u0000T /v1/funds HTTP/1.1\r\n" + key + "\r\n";
      case 7 -> "GET  /v1/funds  HTTP/1.1\r\n" + key + "X\u0000Y: z\r\n\r\n";
      default -> "GET /v1/funds\u0001\u007f HTTP/1.1\r\n" + key + "\r\n";
    };
  }

  private String garbage() {
    byte[] bytes = new byte[1 + random.nextInt(400)];
    random.nextBytes(bytes);
    return new String(bytes, StandardCharsets.ISO_8859_1) + texts.classic() + "\r\n\r\n";
  }

  /** A whole good request but for its end. */
  private Raw cut(Request good) {
    byte[] whole = good.bytes();
    byte[] part = java.util.Arrays.copyOf(whole, random.nextInt(whole.length));
    return new Raw(part, true, "a request that breaks off");
  }

  /** More announced than sent. */
  private Raw lengthLie(Request good) {
    String text = new String(good.bytes(), StandardCharsets.ISO_8859_1);
    int more = good.body().length + 1 + random.nextInt(10_000);
    if (!text.contains("Content-Length: ")) {
      text = text.replaceFirst("\r\n\r\n", "\r\nContent-Length: 0\r\n\r\n");
    }
    boolean refused = good.method().equals("POST") || good.method().equals("PATCH");
    return raw(
        text.replaceFirst("Content-Length: \\d+", "Content-Length: " + more),
        refused,
        "a length that lies");
  }

  /** Several good requests at once, then one that is none. */
  private Raw pipelined(String key) {
    String one = "GET /healthz HTTP/1.1\r\n" + key + "\r\n";
    return raw(
        one.repeat(1 + random.nextInt(5))
            + "POST /v1/funds HTTP/1.1\r\n"
            + key
            + "Content-Length: 3\r\nContent-Length: 4\r\n\r\nabc",
        false,
        "a pipeline");
  }

  private String any(List<String> list) {
    return list.get(random.nextInt(list.size()));
  }

  private static Raw raw(String text, boolean refused, String about) {
    return new Raw(text.getBytes(StandardCharsets.ISO_8859_1), refused, about);
  }
}
