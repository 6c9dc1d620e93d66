package io.fundstream.gateway.http;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import io.fundstream.gateway.log.Precondition;
import io.fundstream.runtime.http.EntityTags;
import io.fundstream.runtime.problem.FieldError;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The headers that every command takes.
 *
 * @param precondition from {@code If-Match}; none when it was not sent
 * @param correlationId the caller's, or a new one
 * @param errors everything that is wrong with them
 */
record CommandHeaders(
    @Nullable String idempotencyKey,
    Precondition precondition,
    String correlationId,
    @Nullable String traceparent,
    List<FieldError> errors) {

  private static final TimeBasedEpochGenerator IDS = Generators.timeBasedEpochGenerator();
  private static final Pattern KEY = Pattern.compile("[\\x21-\\x7E]{1,255}");
  private static final Pattern CORRELATION = Pattern.compile("[\\x21-\\x7E]{1,128}");
  private static final String WANT_KEY = "1 to 255 visible ASCII characters are expected.";
  private static final String WANT_CORRELATION = "1 to 128 visible ASCII characters are expected.";
  private static final String WANT_TRACE = "A W3C trace context is expected.";

  /** One header, once. */
  private record Header(
      Function<String, List<String>> values, String name, List<FieldError> errors) {
    @Nullable String value(Predicate<String> valid, String expected) {
      List<String> sent = values.apply(name);
      if (sent.isEmpty()) {
        return null;
      }
      if (sent.size() == 1 && valid.test(sent.getFirst())) {
        return sent.getFirst();
      }
      boolean once = sent.size() == 1;
      errors.add(FieldError.header(name, once ? expected : "It is given more than once."));
      return null;
    }
  }

  /**
   * @param values all values of a header, by its name
   */
  static CommandHeaders read(Function<String, List<String>> values) {
    List<FieldError> errors = new ArrayList<>();
    String key =
        new Header(values, "Idempotency-Key", errors).value(KEY.asMatchPredicate(), WANT_KEY);
    String correlation =
        new Header(values, "X-Correlation-Id", errors)
            .value(CORRELATION.asMatchPredicate(), WANT_CORRELATION);
    String trace =
        new Header(values, "traceparent", errors).value(TraceContext::isValid, WANT_TRACE);
    Precondition precondition =
        switch (EntityTags.ifMatch(values.apply("If-Match"))) {
          case EntityTags.IfMatch.Absent() -> new Precondition.None();
          case EntityTags.IfMatch.Version(int version) -> new Precondition.Version(version);
          case EntityTags.IfMatch.Malformed(FieldError error) -> {
            errors.add(error);
            yield new Precondition.None();
          }
        };
    String correlationId = correlation == null ? IDS.generate().toString() : correlation;
    return new CommandHeaders(key, precondition, correlationId, trace, errors);
  }
}
