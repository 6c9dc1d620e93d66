package io.fundstream.runtime.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong with a request, and where. Exactly one of {@code pointer}, {@code
 * parameter}, {@code header} is set.
 *
 * @param detail a sentence for a person
 * @param pointer RFC 6901 pointer into the body, {@code ""} for the whole body
 * @param parameter name of a query or path parameter
 * @param header name of a header
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FieldError(
    String detail, @Nullable String pointer, @Nullable String parameter, @Nullable String header) {

  public FieldError {
    int places = (pointer == null ? 0 : 1) + (parameter == null ? 0 : 1) + (header == null ? 0 : 1);
    if (places != 1) throw new IllegalArgumentException("an error has one place, not " + places);
  }

  /** An error in the body. */
  public static FieldError at(String pointer, String detail) {
    return new FieldError(detail, pointer, null, null);
  }

  /** An error in a query or path parameter. */
  public static FieldError parameter(String name, String detail) {
    return new FieldError(detail, null, name, null);
  }

  /** An error in a header. */
  public static FieldError header(String name, String detail) {
    return new FieldError(detail, null, null, name);
  }
}
