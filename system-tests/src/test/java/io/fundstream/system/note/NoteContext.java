package io.fundstream.system.note;

import io.fundstream.schemas.Context;
import io.fundstream.schemas.Events;
import java.util.List;

/** The note context on the wire. */
public final class NoteContext {
  static final Events<NoteEvent> EVENTS = Events.of(NoteEvent.class);

  public static final Context CONTEXT = new Context("note", "fund", EVENTS.schemas(), List.of());

  private NoteContext() {}
}
