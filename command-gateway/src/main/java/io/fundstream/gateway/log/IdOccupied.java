package io.fundstream.gateway.log;

import io.fundstream.gateway.command.Refusal;

/** A new stream's id, or its partition key, already belongs to another kind, context or tenant. */
record IdOccupied() implements Refusal {
  @Override
  public Kind kind() {
    return Kind.CONFLICT;
  }

  @Override
  public String slug() {
    return "id-taken";
  }

  @Override
  public String title() {
    return "The id is taken";
  }

  @Override
  public String detail() {
    return "Something is already recorded under this id. Choose another one.";
  }
}
