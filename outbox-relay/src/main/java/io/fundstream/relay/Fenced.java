package io.fundstream.relay;

/** Another relay has taken over. This one may send nothing more and must be built anew. */
public final class Fenced extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public Fenced(Throwable cause) {
    super("another relay has taken over: this one is fenced by Kafka", cause);
  }
}
