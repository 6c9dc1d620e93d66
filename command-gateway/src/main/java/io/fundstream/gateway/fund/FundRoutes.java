package io.fundstream.gateway.fund;

import fundstream.fund.FundConfigPublished;
import fundstream.fund.FundDraftSaved;
import io.fundstream.gateway.command.Append;
import io.fundstream.gateway.http.CommandDesk;
import io.fundstream.gateway.http.CommandForm;
import io.fundstream.gateway.http.CommandInput;
import io.fundstream.gateway.http.CommandKind;
import io.fundstream.gateway.http.Success;
import io.fundstream.gateway.log.Receipt;
import io.fundstream.runtime.http.RouteTable;
import io.fundstream.runtime.http.Routes;
import io.fundstream.runtime.json.JsonFields;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The fund's commands over HTTP. */
public final class FundRoutes implements Routes {
  private static final int MAX_CONFIG_BYTES = 256 << 10;
  private static final int MAX_REASON = 1000;

  private static final CommandKind REGISTER = CommandKind.of("fund.register", FundRoutes::register);
  private static final CommandKind AMEND = CommandKind.atVersion("fund.amend", FundRoutes::amend);
  private static final CommandKind SAVE_DRAFT =
      CommandKind.of("fund.save-draft", FundRoutes::saveDraft);
  private static final CommandKind PUBLISH = CommandKind.of("fund.publish", FundRoutes::publish);
  private static final CommandKind CHANGE_STATUS =
      CommandKind.of("fund.change-status", FundRoutes::changeStatus);

  /** Every command of a fund, by the name that it has in a batch. */
  static final List<CommandKind> KINDS =
      List.of(REGISTER, AMEND, SAVE_DRAFT, PUBLISH, CHANGE_STATUS);

  private final CommandDesk desk;

  public FundRoutes(CommandDesk desk) {
    this.desk = desk;
  }

  @Override
  public void register(RouteTable table) {
    table
        .post("/v1/funds", desk.takes(REGISTER))
        .patch("/v1/funds/{id}", desk.takes(AMEND))
        .post("/v1/funds/{id}/drafts", desk.takes(SAVE_DRAFT))
        .post("/v1/funds/{id}/publications", desk.takes(PUBLISH))
        .post("/v1/funds/{id}/status", desk.takes(CHANGE_STATUS));
  }

  private static CommandForm.Filled register(CommandInput input) {
    UUID given = input.fields().optionalUuid("id");
    UUID id = given == null ? input.freshId() : given;
    return new CommandForm.Filled(
        FundStream.intent(id, FundFields.register(input.fields(), input.today())),
        Success.created(receipt -> "/v1/funds/" + receipt.streamId()));
  }

  private static CommandForm.Filled amend(CommandInput input) {
    return new CommandForm.Filled(
        FundStream.intent(input.pathId("id"), FundFields.amend(input.fields())), Success.ok());
  }

  private static CommandForm.Filled saveDraft(CommandInput input) {
    byte[] config = input.fields().rawObject("config", MAX_CONFIG_BYTES);
    return new CommandForm.Filled(
        FundStream.intent(
            input.pathId("id"),
            new FundCommand.SaveDraft(new String(config, StandardCharsets.UTF_8))),
        configMade());
  }

  private static CommandForm.Filled publish(CommandInput input) {
    JsonFields fields = input.fields();
    Integer version = fields.optionalWhole("configVersion", 1, Integer.MAX_VALUE);
    return new CommandForm.Filled(
        FundStream.intent(input.pathId("id"), new FundCommand.PublishConfig(version)),
        configMade());
  }

  private static CommandForm.Filled changeStatus(CommandInput input) {
    FundStatus status = input.fields().oneOf("status", FundStatus.class);
    String reason = input.fields().optionalText("reason", 1, MAX_REASON);
    return new CommandForm.Filled(
        FundStream.intent(input.pathId("id"), new FundCommand.ChangeStatus(status, reason)),
        Success.ok());
  }

  private static Success configMade() {
    return Success.created(
            receipt -> "/v1/funds/%s/configs/%d".formatted(receipt.streamId(), config(receipt)))
        .with(receipt -> Map.of("configVersion", config(receipt)));
  }

  private static int config(Receipt receipt) {
    for (Append<?, ?> append : receipt.appends()) {
      Integer version = config(append.event());
      if (version != null) {
        return version;
      }
    }
    throw new IllegalStateException("neither a draft nor a publication");
  }

  private static @Nullable Integer config(Object event) {
    return switch (event) {
      case FundDraftSaved(int version, var _) -> version;
      case FundConfigPublished(int version) -> version;
      case null, default -> null;
    };
  }
}
