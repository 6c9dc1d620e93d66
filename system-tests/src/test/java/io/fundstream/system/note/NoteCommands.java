package io.fundstream.system.note;

import io.fundstream.gateway.command.AvroEvents;
import io.fundstream.gateway.command.Decision;
import io.fundstream.gateway.command.JsonStates;
import io.fundstream.gateway.command.OneStream;
import io.fundstream.gateway.command.StreamKind;
import io.fundstream.gateway.command.StreamRef;
import io.fundstream.gateway.http.CommandContext;
import io.fundstream.gateway.http.CommandForm;
import io.fundstream.gateway.http.CommandInput;
import io.fundstream.gateway.http.CommandKind;
import io.fundstream.gateway.http.Success;
import io.fundstream.schemas.Context;
import java.util.List;
import java.util.UUID;

/** {@code POST /v1/funds/{id}/notes}: a note is a stream of its own under the fund's key. */
public final class NoteCommands implements CommandContext {
  private static final int MAX_TEXT = 1000;

  /** The state of a note is how often it was written. */
  private static final StreamKind<Integer, NoteEvent> KIND =
      new StreamKind<>(
          NoteContext.CONTEXT.name(),
          "note",
          0,
          (written, _) -> written + 1,
          new AvroEvents<>(NoteContext.CONTEXT, NoteContext.EVENTS),
          new JsonStates<>(Integer.class, 1));

  @Override
  public Context schemas() {
    return NoteContext.CONTEXT;
  }

  /** The fund is {@code fundId} in a line: {@code id} is the note's own. */
  @Override
  public List<CommandKind> commands() {
    return List.of(
        CommandKind.post("note.write", "/v1/funds/{id}/notes", NoteCommands::take)
            .naming("id", "fundId"));
  }

  private static CommandForm.Filled take(CommandInput input) {
    UUID given = input.fields().optionalUuid("id");
    StreamRef<Integer, NoteEvent> note =
        new StreamRef<>(KIND, given == null ? input.freshId() : given);
    NoteEvent taken = new NoteEvent.NoteTaken(input.fields().text("text", 1, MAX_TEXT));
    return new CommandForm.Filled(
        new OneStream<>(input.pathId("id"), note, taken, (_, command) -> Decision.accept(command)),
        Success.ok());
  }
}
