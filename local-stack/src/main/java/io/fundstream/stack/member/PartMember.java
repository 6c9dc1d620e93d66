package io.fundstream.stack.member;

import io.fundstream.parts.Part;
import java.util.OptionalLong;

/** PostgreSQL, Kafka or the registry. They answer as soon as they are started. */
public record PartMember(Part part) implements Member {
  @Override
  public String name() {
    return part.name();
  }

  @Override
  public void start() {
    part.start();
  }

  @Override
  public void stop() {
    part.stop();
  }

  @Override
  public void kill() {
    if (part.pid().isPresent()) {
      part.kill();
    }
  }

  @Override
  public boolean running() {
    return part.running();
  }

  @Override
  public boolean ready() {
    return part.running();
  }

  @Override
  public OptionalLong pid() {
    return part.pid();
  }
}
