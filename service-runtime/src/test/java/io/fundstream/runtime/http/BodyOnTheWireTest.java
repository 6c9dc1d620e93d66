package io.fundstream.runtime.http;

import static io.fundstream.runtime.http.RawRequests.HEAD;
import static io.fundstream.runtime.http.RawRequests.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Bodies that are too large, break off, are not asked for, or are sent where none is wanted. */
class BodyOnTheWireTest {
  private static TestServer test;

  @BeforeAll
  static void start() {
    test = new TestServer();
  }

  @AfterAll
  static void stop() {
    test.close();
  }

  @Test
  void a_client_that_is_still_sending_eight_mebibytes_meets_the_answer() throws Exception {
    int size = 8 << 20;
    try (Wire wire = new Wire(test.uri())) {
      wire.send(
          "POST /v1/things"
              + HEAD
              + "Content-Type: application/json\r\nContent-Length: "
              + size
              + "\r\n\r\n");
      for (int sent = 0; sent < size; sent += 65_536) wire.send(new byte[65_536]);
      assertProblem(wire.answer(), 413, "payload-too-large");
    }
  }

  @Test
  void a_client_that_sends_chunks_meets_the_answer_too() throws Exception {
    try (Wire wire = new Wire(test.uri())) {
      wire.send(
          "POST /v1/things"
              + HEAD
              + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n");
      for (int sent = 0; sent < 7 << 20; sent += 65_536) {
        wire.send("10000\r\n").send(new byte[65_536]).send("\r\n");
      }
      wire.send("0\r\n\r\n");
      assertProblem(wire.answer(), 413, "payload-too-large");
    }
  }

  @Test
  void one_byte_over_the_limit_is_over_and_the_limit_itself_is_not() throws Exception {
    for (boolean over : List.of(true, false)) {
      int size = (1 << 20) + (over ? 1 : 0);
      try (Wire wire = new Wire(test.uri())) {
        wire.send(
            "POST /v1/things"
                + HEAD
                + "Content-Type: application/json\r\nContent-Length: "
                + size
                + "\r\n\r\n");
        wire.send(new byte[size]);
        assertThat(wire.answer()).startsWith(over ? "HTTP/1.1 413" : "HTTP/1.1 201");
      }
    }
  }

  @Test
  void a_client_without_a_key_that_is_still_sending_meets_the_answer() throws Exception {
    int size = 4 << 20;
    try (Wire wire = new Wire(test.uri())) {
      wire.send(
          "POST /v1/things HTTP/1.1\r\nHost: h\r\nConnection: close\r\nContent-Length: "
              + size
              + "\r\n\r\n");
      wire.send(new byte[size]);
      assertProblem(wire.answer(), 401, "unauthorized");
    }
  }

  @Test
  void a_client_that_waits_to_be_asked_is_answered_without_being_asked() throws Exception {
    try (Wire wire = new Wire(test.uri())) {
      wire.send(
          "POST /v1/things"
              + HEAD
              + "Expect: 100-continue\r\nContent-Type: application/json\r\nContent-Length: 9000000\r\n\r\n");
      assertProblem(wire.answer(), 413, "payload-too-large");
    }
  }

  @Test
  void a_client_that_waits_to_be_asked_is_asked_when_its_body_is_wanted() throws Exception {
    try (Wire wire = new Wire(test.uri())) {
      wire.send(
          "POST /v1/things"
              + HEAD
              + "Expect: 100-continue\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n");
      assertThat(wire.line()).isEqualTo("HTTP/1.1 100 Continue");
      wire.send("{}");
      assertThat(wire.answer()).contains("HTTP/1.1 201").endsWith("{}");
    }
  }

  @Test
  void a_body_that_breaks_off_is_the_clients_fault() throws Exception {
    for (String framing :
        List.of("Content-Length: 100\r\n\r\n{", "Transfer-Encoding: chunked\r\n\r\nzz\r\n")) {
      try (Wire wire = new Wire(test.uri())) {
        wire.send("POST /v1/things" + HEAD + "Content-Type: application/json\r\n" + framing);
        wire.endOfInput();
        String answer = wire.answer();
        assertThat(answer).startsWith("HTTP/1.1 400");
        assertProblem(answer, 400, "bad-request");
      }
    }
  }

  @Test
  void a_body_on_a_get_is_no_matter() throws Exception {
    String answer =
        RawRequests.exchange(
            test.uri(), "GET /v1/things/1" + HEAD + "Content-Length: 3\r\n\r\nabc");
    assertThat(answer).startsWith("HTTP/1.1 200");
  }
}
