package io.fundstream.gateway.fund;

import static io.fundstream.gateway.http.CommandKind.patch;
import static io.fundstream.gateway.http.CommandKind.post;

import fundstream.fund.FundConfigPublished;
import fundstream.fund.FundDraftSaved;
import io.fundstream.gateway.http.CommandContext;
import io.fundstream.gateway.http.CommandForm;
import io.fundstream.gateway.http.CommandInput;
import io.fundstream.gateway.http.CommandKind;
import io.fundstream.gateway.http.Success;
import io.fundstream.gateway.log.Receipt;
import io.fundstream.runtime.json.JsonFields;
import io.fundstream.schemas.Context;
import io.fundstream.schemas.fund.FundContext;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/** The fund context as the gateway hosts it: its commands, in batches and over HTTP. */
public final class FundCommands implements CommandContext {
  private static final String FUND = "/v1/funds/{id}";
  private static final Success CONFIG_MADE =
      Success.created(
              receipt -> "/v1/funds/%s/configs/%d".formatted(receipt.streamId(), config(receipt)))
          .with(receipt -> Map.of("configVersion", config(receipt)));

  @Override
  public Context schemas() {
    return FundContext.CONTEXT;
  }

  @Override
  public List<CommandKind> commands() {
    return List.of(
        post("fund.register", "/v1/funds", created(FundFields::register)),
        post("fund.register-listed", "/v1/listed-funds", created(FundFields::registerListed)),
        patch("fund.amend", FUND, FundCommands::amend),
        post("fund.save-draft", FUND + "/drafts", changed(FundFields::draft, CONFIG_MADE)),
        post("fund.publish", FUND + "/publications", changed(FundFields::publish, CONFIG_MADE)),
        post("fund.change-status", FUND + "/status", changed(FundFields::status, Success.ok())));
  }

  private static CommandForm created(Function<CommandInput, FundCommand.Creation> read) {
    Success created = Success.created(receipt -> "/v1/funds/" + receipt.streamId());
    return input -> {
      UUID given = input.fields().optionalUuid("id");
      UUID id = given == null ? input.freshId() : given;
      return new CommandForm.Filled(FundStream.intent(id, read.apply(input)), created);
    };
  }

  /** Errors are told in the order in which fields are read: here the fund's id comes last. */
  private static CommandForm changed(Function<JsonFields, FundCommand.Change> read, Success told) {
    return input -> {
      FundCommand.Change change = read.apply(input.fields());
      return new CommandForm.Filled(FundStream.intent(input.pathId("id"), change), told);
    };
  }

  private static CommandForm.Filled amend(CommandInput input) {
    UUID id = input.pathId("id");
    return new CommandForm.Filled(
        FundStream.intent(id, FundFields.amend(input.fields())), Success.ok());
  }

  private static int config(Receipt receipt) {
    return switch (receipt.appends().getFirst().event()) {
      case FundDraftSaved(int version, var _) -> version;
      case FundConfigPublished(int version) -> version;
      case Object other -> throw new IllegalStateException("not of a configuration: " + other);
    };
  }
}
