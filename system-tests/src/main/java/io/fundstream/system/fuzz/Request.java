package io.fundstream.system.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * A request as it goes over the wire, right or wrong.
 *
 * @param target path and query as sent
 * @param body the bytes; with a length header of their own making unless there is one already
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Request(String method, String target, List<Header> headers, byte[] body) {
  private static final int SHOWN = 4_000;

  record Header(String name, String value) {
    boolean is(String other) {
      return name.equalsIgnoreCase(other);
    }
  }

  Request {
    headers = List.copyOf(headers);
  }

  Optional<String> header(String name) {
    return headers.stream().filter(h -> h.is(name)).map(Header::value).findFirst();
  }

  Request with(String name, String value) {
    List<Header> more = new ArrayList<>(headers);
    more.add(new Header(name, value));
    return new Request(method, target, more, body);
  }

  Request without(String name) {
    List<Header> fewer = headers.stream().filter(h -> !h.is(name)).toList();
    return new Request(method, target, fewer, body);
  }

  Request instead(String name, String value) {
    return without(name).with(name, value);
  }

  Request method(String other) {
    return new Request(other, target, headers, body);
  }

  Request target(String other) {
    return new Request(method, other, headers, body);
  }

  Request body(byte[] other) {
    return new Request(method, target, headers, other);
  }

  Request body(String other) {
    return body(other.getBytes(StandardCharsets.UTF_8));
  }

  String bodyText() {
    return new String(body, StandardCharsets.UTF_8);
  }

  /** Header bytes are ISO 8859-1, as HTTP has them. */
  byte[] bytes() {
    boolean length = body.length > 0 || !method.equals("GET");
    ByteArrayOutputStream out = head(length ? "Content-Length: " + body.length + "\r\n" : "");
    out.writeBytes(body);
    return out.toByteArray();
  }

  /** The same in chunks of up to so many bytes. */
  byte[] chunked(RandomGenerator random, int most) {
    ByteArrayOutputStream out = head("Transfer-Encoding: chunked\r\n");
    for (int from = 0; from < body.length; ) {
      int size = Math.min(body.length - from, 1 + random.nextInt(most));
      out.writeBytes(ascii(Integer.toHexString(size) + "\r\n"));
      out.write(body, from, size);
      out.writeBytes(ascii("\r\n"));
      from += size;
    }
    out.writeBytes(ascii("0\r\n\r\n"));
    return out.toByteArray();
  }

  private ByteArrayOutputStream head(String framing) {
    StringBuilder head = new StringBuilder(method).append(' ').append(target);
    head.append(" HTTP/1.1\r\nHost: 127.0.0.1\r\n");
    headers.forEach(h -> head.append(h.name()).append(": ").append(h.value()).append("\r\n"));
    ByteArrayOutputStream out = new ByteArrayOutputStream(head.length() + body.length + 2);
    out.writeBytes(ascii(head.append(framing).append("\r\n").toString()));
    return out;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** For a person, without the key. */
  String shown() {
    return shown(bytes());
  }

  static String shown(byte[] bytes) {
    StringBuilder text = new StringBuilder();
    String all = new String(bytes, StandardCharsets.ISO_8859_1);
    for (char c : all.substring(0, Math.min(all.length(), SHOWN)).toCharArray()) {
      if (c == '\n' || (c >= ' ' && c < 127)) {
        text.append(c);
      } else if (c != '\r') {
        text.append("\\x%02x".formatted((int) c));
      }
    }
    if (all.length() > SHOWN) {
      text.append(" … ").append(all.length()).append(" bytes");
    }
    return text.toString().replaceAll("(?i)(authorization: bearer )[^\\n]*", "$1<key>");
  }
}
