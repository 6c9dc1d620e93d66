package io.fundstream.gateway.http;

import io.fundstream.schemas.Context;
import java.util.List;

/** A bounded context as the gateway hosts it. Adding one is a line in {@code Main}. */
public interface CommandContext {

  /** What it writes: stored in the database before the first command is taken. */
  Context schemas();

  /** Its commands, with their routes; names begin with the context's own and a dot. */
  List<CommandKind> commands();
}
