package io.fundstream.projector.stream;

import io.fundstream.projector.table.ReadModel;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A version of a projection that an application feeds, alone or with others.
 *
 * @param topics those of the whole family: {@code seq} runs across them
 * @param model makes a read model for each thread
 */
public record Member<E>(ProjectionStatus status, Set<String> topics, Supplier<ReadModel<E>> model) {

  public Member {
    topics = Set.copyOf(topics);
  }

  /** {@code fund-v1}. */
  public String name() {
    return status.name().toString();
  }
}
