package io.fundstream.runtime.problem;

import java.util.List;
import java.util.Map;

/**
 * An answer that is no success, as RFC 9457 wants it. Every slug stands in {@code
 * docs/problems.md}.
 *
 * @param slug the stable name; {@code type} is {@code urn:fundstream:problem:<slug>}
 * @param status the HTTP status, 400–599
 * @param title the same sentence for every problem of this slug
 * @param detail what happened this time, for a person; never a stack trace or a secret
 * @param errors the fields at fault; empty if none is
 * @param headers further headers of the answer, such as {@code Retry-After}
 */
public record Problem(
    String slug,
    int status,
    String title,
    String detail,
    List<FieldError> errors,
    Map<String, String> headers) {
  /** The media type of every problem. */
  public static final String MEDIA_TYPE = "application/problem+json";

  private static final String TYPE = "urn:fundstream:problem:";

  public Problem {
    errors = List.copyOf(errors);
    headers = Map.copyOf(headers);
  }

  /** A problem without fields at fault and further headers. */
  public static Problem of(String slug, int status, String title, String detail) {
    return new Problem(slug, status, title, detail, List.of(), Map.of());
  }

  /** The {@code type} of the answer. */
  public String type() {
    return TYPE + slug;
  }

  /** The same problem that names fields. */
  public Problem with(List<FieldError> fields) {
    return new Problem(slug, status, title, detail, fields, headers);
  }

  /** The same problem with one more header. */
  public Problem with(String header, String value) {
    Map<String, String> more = new java.util.HashMap<>(headers);
    more.put(header, value);
    return new Problem(slug, status, title, detail, errors, more);
  }
}
