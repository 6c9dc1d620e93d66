package io.fundstream.gateway.http;

import io.fundstream.runtime.json.JsonFields;
import io.fundstream.runtime.problem.FieldError;
import io.fundstream.runtime.text.Reading;
import io.fundstream.runtime.text.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Where a command says what it is addressed to. */
sealed interface Address {

  /** A parameter of the path that must be a UUID; a harmless stand-in when it is none. */
  UUID id(String parameter);

  /** What is wrong with it and is not told by the fields. */
  List<FieldError> errors();

  /** The path of a request. */
  record OfPath(Map<String, String> parameters, List<FieldError> errors) implements Address {
    private static final UUID STAND_IN = new UUID(0, 0);

    OfPath(Map<String, String> parameters) {
      this(parameters, new ArrayList<>());
    }

    @Override
    public UUID id(String parameter) {
      return switch (Texts.uuid(parameters.getOrDefault(parameter, ""))) {
        case Reading.Value<UUID> ok -> ok.value();
        case Reading.Wrong<UUID> wrong -> {
          errors.add(FieldError.parameter(parameter, wrong.detail()));
          yield STAND_IN;
        }
      };
    }
  }

  /** Fields of a batch's line. */
  record OfLine(JsonFields fields, CommandKind kind) implements Address {
    @Override
    public UUID id(String parameter) {
      return fields.uuid(kind.lineField(parameter));
    }

    @Override
    public List<FieldError> errors() {
      return List.of();
    }
  }
}
