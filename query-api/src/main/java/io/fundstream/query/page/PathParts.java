package io.fundstream.query.page;

import io.fundstream.runtime.parameters.Parameters;
import io.fundstream.runtime.text.Reading;
import io.fundstream.runtime.text.Texts;
import io.javalin.http.Context;
import java.util.UUID;

/** Reads what stands in the path; errors are collected with those of the query string. */
public final class PathParts {
  private static final UUID NONE = new UUID(0, 0);

  private PathParts() {}

  /** A UUID, letter case ignored. Stands in with a UUID of zeros when it is none. */
  public static UUID id(Context ctx, Parameters parameters, String name) {
    return read(parameters, name, Texts.uuid(ctx.pathParam(name)), NONE);
  }

  /** A number from 1. Stands in with 1 when it is none. */
  public static int number(Context ctx, Parameters parameters, String name) {
    return read(parameters, name, Texts.whole(ctx.pathParam(name), 1, Integer.MAX_VALUE), 1L)
        .intValue();
  }

  private static <T> T read(Parameters parameters, String name, Reading<T> reading, T standIn) {
    return switch (reading) {
      case Reading.Value<T>(T value) -> value;
      case Reading.Wrong<T>(String detail) -> {
        parameters.refuse(name, detail);
        yield standIn;
      }
    };
  }
}
