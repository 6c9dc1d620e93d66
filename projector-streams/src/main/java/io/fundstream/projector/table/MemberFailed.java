package io.fundstream.projector.table;

/**
 * One projection's statements or code fail where those of the others that share its transaction do
 * not. Nothing of the batch is stored.
 */
public final class MemberFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String projection;

  /**
   * @param projection with its version
   */
  public MemberFailed(String projection, Exception cause) {
    super(projection + ": " + cause.getMessage(), cause);
    this.projection = projection;
  }

  /** Whose they are, with its version. */
  public String projection() {
    return projection;
  }
}
