package io.fundstream.gateway.http;

import io.fundstream.runtime.http.Routes;
import io.fundstream.schemas.Context;
import java.util.List;

/** A bounded context as the gateway hosts it. Adding one is a line in {@code Main}. */
public interface CommandContext {

  /** What it writes: stored in the database before the first command is taken. */
  Context schemas();

  /** Its commands by name, for batches; names begin with the context's own and a dot. */
  List<CommandKind> commands();

  /** Its routes; they hand what they read to the desk. */
  Routes routes(CommandDesk desk);
}
