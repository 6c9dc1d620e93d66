package io.fundstream.system.note;

import io.fundstream.gateway.command.Decision;
import io.fundstream.gateway.command.OneStream;
import io.fundstream.gateway.command.Refusal;
import io.fundstream.gateway.command.StateCodec;
import io.fundstream.gateway.command.StreamKind;
import io.fundstream.gateway.command.StreamRef;
import io.fundstream.gateway.http.CommandContext;
import io.fundstream.gateway.http.CommandDesk;
import io.fundstream.gateway.http.CommandForm;
import io.fundstream.gateway.http.CommandInput;
import io.fundstream.gateway.http.CommandKind;
import io.fundstream.gateway.http.Success;
import io.fundstream.runtime.http.Routes;
import io.fundstream.schemas.Context;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.UUID;

/** {@code POST /v1/funds/{id}/notes}: a note is a stream of its own under the fund's key. */
public final class NoteCommands implements CommandContext {
  private static final int MAX_TEXT = 1000;

  /** The state of a note is how often it was written. */
  private static final StreamKind<Integer, String> KIND =
      new StreamKind<>(
          NoteContext.CONTEXT.name(),
          "note",
          0,
          (written, text) -> written + 1,
          new NoteCodec(),
          new Counts());

  @Override
  public Context schemas() {
    return NoteContext.CONTEXT;
  }

  /** The fund is {@code fundId} in a line: {@code id} is the note's own. */
  private static final CommandKind WRITE =
      CommandKind.of("note.write", NoteCommands::take).naming("id", "fundId");

  @Override
  public List<CommandKind> commands() {
    return List.of(WRITE);
  }

  @Override
  public Routes routes(CommandDesk desk) {
    return table -> table.post("/v1/funds/{id}/notes", desk.takes(WRITE));
  }

  private static CommandForm.Filled take(CommandInput input) {
    UUID given = input.fields().optionalUuid("id");
    StreamRef<Integer, String> note =
        new StreamRef<>(KIND, given == null ? input.freshId() : given);
    String text = input.fields().text("text", 1, MAX_TEXT);
    return new CommandForm.Filled(
        new OneStream<Integer, String, String, Refusal>(
            input.pathId("id"), note, text, (written, command) -> Decision.accept(command)),
        Success.ok());
  }

  private record Counts() implements StateCodec<Integer> {
    @Override
    public int codeVersion() {
      return 1;
    }

    @Override
    public byte[] write(Integer written) {
      return ByteBuffer.allocate(Integer.BYTES).putInt(written).array();
    }

    @Override
    public Integer read(byte[] bytes) {
      return ByteBuffer.wrap(bytes).getInt();
    }
  }
}
