package io.fundstream.query.freshness;

import io.fundstream.runtime.parameters.Parameters;
import io.fundstream.runtime.problem.FieldError;
import io.fundstream.runtime.problem.ProblemException;
import io.fundstream.runtime.problem.Problems;
import io.fundstream.runtime.text.Reading;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a request says about how fresh its answer must be: {@code minPosition}, the header {@code
 * Fundstream-Position}, and {@code Prefer: wait=<s>}.
 *
 * <p>A position is taken for what it says, whichever resource is read: the projections that the
 * read uses must have applied its key up to its seq. So a client may send the last position it got
 * with every request, also with requests for other funds.
 *
 * @param positions what must have been applied; empty if nothing was asked
 * @param longest how long the client lets us wait
 * @param applied whether the client named the time itself
 */
public record Awaited(List<Position> positions, Duration longest, boolean applied) {
  public static final String HEADER = "Fundstream-Position";
  private static final Duration DEFAULT_WAIT = Duration.ofSeconds(2);

  /**
   * Reads everything and ends the reading of the request: nothing else may be asked of {@code
   * parameters} after it.
   *
   * @throws ProblemException naming every parameter and header at fault
   */
  public static Awaited of(Context ctx, Parameters parameters) {
    Position asked = parameters.read("minPosition", Awaited::position);
    List<FieldError> errors = new ArrayList<>(parameters.errors());
    List<Position> positions = new ArrayList<>();
    if (asked != null) {
      positions.add(asked);
    }
    String header = ctx.header(HEADER);
    if (header != null) {
      switch (position(header.strip())) {
        case Reading.Value<Position>(Position value) -> positions.add(value);
        case Reading.Wrong<Position>(String detail) ->
            errors.add(FieldError.header(HEADER, detail));
      }
    }
    Awaited awaited = of(ctx.header("Prefer"), List.copyOf(positions), errors);
    if (!errors.isEmpty()) {
      throw new ProblemException(Problems.invalid(errors));
    }
    return awaited;
  }

  private static Awaited of(
      @Nullable String prefer, List<Position> positions, List<FieldError> errors) {
    return switch (Prefer.parse(prefer)) {
      case Prefer.Silent() -> new Awaited(positions, DEFAULT_WAIT, false);
      case Prefer.Wait(Duration longest) -> new Awaited(positions, longest, true);
      case Prefer.Malformed() -> {
        String detail = "A whole number of seconds is expected: 'wait=<s>'.";
        errors.add(FieldError.header("Prefer", detail));
        yield new Awaited(positions, DEFAULT_WAIT, false);
      }
    };
  }

  private static Reading<Position> position(String text) {
    return Position.parse(text)
        .map(Reading::of)
        .orElseGet(() -> Reading.wrong("A position '<partition key>:<seq>' is expected."));
  }

  /**
   * Waits until the projections have applied the positions and the levels are reached.
   *
   * @param projections names without version, of all that the read looks at
   * @param levels what else must be reached
   * @throws ProblemException {@code read-model-behind}
   */
  public void await(
      Context ctx, Freshness freshness, List<String> projections, List<Level> levels) {
    List<Level> wanted = new ArrayList<>(levels);
    for (Position position : positions) {
      for (String projection : projections) {
        wanted.add(new Level(new Progress(projection), position.partitionKey(), position.seq()));
      }
    }
    if (wanted.isEmpty()) {
      return;
    }
    if (applied) {
      ctx.header("Preference-Applied", "wait=" + longest.toSeconds());
    }
    if (!freshness.await(wanted, longest)) {
      throw new ProblemException(ReadProblems.behind());
    }
  }
}
