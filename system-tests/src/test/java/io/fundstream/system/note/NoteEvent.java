package io.fundstream.system.note;

import io.fundstream.schemas.AvroType;
import io.fundstream.schemas.Event;
import io.fundstream.schemas.EventCoder;
import java.io.IOException;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.Encoder;
import org.jspecify.annotations.Nullable;

/** What can happen to a note. By hand, in the form in which the build generates released events. */
sealed interface NoteEvent extends Event {

  /**
   * @param text what was noted
   */
  record NoteTaken(String text) implements NoteEvent {

    /** The record in Avro. */
    public static final class Coder extends EventCoder<NoteTaken> {
      public static final Coder CODER = new Coder();

      private Coder() {
        super(
            NoteTaken.class,
            """
            {"type": "record", "name": "NoteTaken", "namespace": "fundstream.note",
             "fields": [{"name": "text", "type": "string"}]}
            """);
      }

      @Override
      protected @Nullable Object[] values(NoteTaken event) {
        return new @Nullable Object[] {event.text()};
      }

      @Override
      public void write(NoteTaken event, Encoder out) throws IOException {
        AvroType.STRING.write(event.text(), out);
      }

      @Override
      public NoteTaken read(Decoder in) throws IOException {
        return new NoteTaken(AvroType.STRING.read(in));
      }

      @Override
      protected NoteTaken of(IndexedRecord old) {
        return new NoteTaken(AvroType.STRING.of(old.get(0)));
      }
    }
  }
}
