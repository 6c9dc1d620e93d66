package io.fundstream.system.note;

import io.fundstream.schemas.Context;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;

/** The note context on the wire. */
public final class NoteContext {
  static final Schema NOTE_TAKEN =
      SchemaBuilder.record("NoteTaken")
          .namespace("fundstream.note")
          .fields()
          .requiredString("text")
          .endRecord();

  public static final Context CONTEXT = new Context("note", "fund", List.of(NOTE_TAKEN), List.of());

  private NoteContext() {}
}
