package io.fundstream.runtime.problem;

import java.util.List;
import java.util.Set;

/** The problems that every service can answer. A service's own stand in its own package. */
public final class Problems {
  private Problems() {}

  /** 401: no valid key. Says the same whether the key is missing or wrong. */
  public static Problem unauthorized() {
    return Problem.of(
            "unauthorized",
            401,
            "A valid API key is required",
            "Send a valid key as 'Authorization: Bearer <key>'.")
        .with("WWW-Authenticate", "Bearer realm=\"fundstream\"");
  }

  /** 403: the key is valid, its rights do not reach. */
  public static Problem forbidden(String detail) {
    return Problem.of("forbidden", 403, "The API key does not allow this", detail);
  }

  /** 404: no such route or resource. */
  public static Problem notFound(String detail) {
    return Problem.of("not-found", 404, "There is no such resource", detail);
  }

  /**
   * 405.
   *
   * @param allowed what the resource understands
   */
  public static Problem methodNotAllowed(String method, Set<String> allowed) {
    String list = String.join(", ", allowed.stream().sorted().toList());
    return Problem.of(
            "method-not-allowed",
            405,
            "The resource does not understand this method",
            "%s is not allowed here; allowed: %s.".formatted(method, list))
        .with("Allow", list);
  }

  /** 408: the request came too slowly. */
  public static Problem requestTimeout() {
    return Problem.of(
            "request-timeout",
            408,
            "The request came too slowly",
            "Send the request again, faster.")
        .with("Connection", "close");
  }

  /** 409 that goes away by itself: another request holds what this one needs. */
  public static Problem inProgress(String detail, int retryAfterSeconds) {
    return Problem.of("in-progress", 409, "The same request is still being worked on", detail)
        .with("Retry-After", Integer.toString(retryAfterSeconds));
  }

  /** 412: {@code If-Match} names another version than the resource has. */
  public static Problem preconditionFailed(String detail) {
    return Problem.of(
        "precondition-failed", 412, "The resource has changed since it was read", detail);
  }

  /**
   * 413.
   *
   * @param limit bytes that are allowed
   */
  public static Problem payloadTooLarge(long limit) {
    return Problem.of(
        "payload-too-large",
        413,
        "The body is too large",
        "At most %d bytes are allowed.".formatted(limit));
  }

  /** 414: the path and query are longer than is read. */
  public static Problem uriTooLong() {
    return Problem.of(
        "uri-too-long",
        414,
        "The address is too long",
        "The path and query are longer than is read.");
  }

  /** 415: another content type, charset or encoding than the resource takes. */
  public static Problem unsupportedMediaType(String detail, String accepted) {
    return Problem.of("unsupported-media-type", 415, "The body has the wrong type", detail)
        .with("Accept", accepted)
        .with(List.of(FieldError.header("Content-Type", detail)));
  }

  /** 422: an idempotency key that was used for another request. */
  public static Problem idempotencyKeyReused() {
    String detail = "This key was used for another request. Take a new key for a new request.";
    return Problem.of(
            "idempotency-key-reused",
            422,
            "The idempotency key was used for another request",
            detail)
        .with(List.of(FieldError.header("Idempotency-Key", detail)));
  }

  /** 428: the resource is only changed by {@code If-Match}. */
  public static Problem preconditionRequired() {
    String detail = "Send 'If-Match' with the version you read, for example If-Match: \"3\".";
    return Problem.of(
            "precondition-required", 428, "The request must say which version it changes", detail)
        .with(List.of(FieldError.header("If-Match", detail)));
  }

  /** 431: more header bytes than are read. */
  public static Problem headersTooLarge() {
    return Problem.of(
        "headers-too-large",
        431,
        "The headers are too large",
        "Fewer or shorter headers are needed.");
  }

  /** 400: the request is no valid HTTP. */
  public static Problem badRequest(String detail) {
    return Problem.of("bad-request", 400, "The request is no valid HTTP", detail);
  }

  /** 400: the body; names every field at fault. */
  public static Problem invalidBody(List<FieldError> errors) {
    return Problem.of("invalid-body", 400, "The body is not valid", summary(errors)).with(errors);
  }

  /** 400: the query or the path; names every parameter at fault. */
  public static Problem invalidParameter(List<FieldError> errors) {
    return Problem.of("invalid-parameter", 400, "A parameter is not valid", summary(errors))
        .with(errors);
  }

  /** 400: a header. */
  public static Problem invalidHeader(List<FieldError> errors) {
    return Problem.of("invalid-header", 400, "A header is not valid", summary(errors)).with(errors);
  }

  /**
   * 400 for whatever mix of places: the slug is that of the first error.
   *
   * @param errors at least one
   */
  public static Problem invalid(List<FieldError> errors) {
    FieldError first = errors.getFirst();
    if (first.header() != null) return invalidHeader(errors);
    return first.parameter() != null ? invalidParameter(errors) : invalidBody(errors);
  }

  /** 429: a bounded queue is full. */
  public static Problem overloaded(int retryAfterSeconds) {
    return Problem.of(
            "overloaded",
            429,
            "Too much is waiting already",
            "Nothing was done. Try again in %d s.".formatted(retryAfterSeconds))
        .with("Retry-After", Integer.toString(retryAfterSeconds));
  }

  /** 503: something this service needs is away. */
  public static Problem unavailable(String detail, int retryAfterSeconds) {
    return Problem.of("unavailable", 503, "The service cannot answer now", detail)
        .with("Retry-After", Integer.toString(retryAfterSeconds));
  }

  /** 500: a fault of ours. Says nothing about it; the log does. */
  public static Problem internal() {
    return Problem.of(
        "internal", 500, "Something failed inside the service", "It is logged and not your fault.");
  }

  private static String summary(List<FieldError> errors) {
    if (errors.size() == 1) return errors.getFirst().detail();
    return "%d errors; see 'errors'.".formatted(errors.size());
  }
}
