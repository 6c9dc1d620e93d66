package io.fundstream.gateway.http;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import io.fundstream.runtime.json.JsonFields;
import io.fundstream.runtime.json.Parsed;
import io.fundstream.runtime.problem.FieldError;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** From fields to a command, with what every command has. */
final class CommandReader {
  private static final TimeBasedEpochGenerator IDS = Generators.timeBasedEpochGenerator();

  /**
   * A command that is right as far as can be told without state.
   *
   * @param effectiveOn the business date; today unless it was sent
   */
  record Command(CommandForm.Filled filled, LocalDate effectiveOn) {}

  private final Clock clock;

  /**
   * @param clock whose date in UTC is today
   */
  CommandReader(Clock clock) {
    this.clock = clock;
  }

  /**
   * Reads every field, so that everything that is wrong is told at once.
   *
   * @param keys the partition key of a stream, empty if there is no such stream
   */
  Parsed<Command> read(
      CommandForm form, JsonFields fields, Address address, Function<UUID, Optional<UUID>> keys) {
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    CommandForm.Filled filled =
        form.fill(new CommandInput(fields, address, IDS.generate(), today, keys));
    LocalDate effectiveOn = fields.optionalDate("effectiveOn");
    if (effectiveOn != null && effectiveOn.isAfter(today)) {
      fields.refuse("effectiveOn", "The date is in the future; today is %s.".formatted(today));
    }
    List<FieldError> errors = new ArrayList<>(address.errors());
    errors.addAll(fields.errors());
    return errors.isEmpty()
        ? new Parsed.Ok<>(new Command(filled, effectiveOn == null ? today : effectiveOn))
        : new Parsed.Bad<>(errors);
  }
}
