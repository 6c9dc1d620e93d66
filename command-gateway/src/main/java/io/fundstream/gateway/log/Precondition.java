package io.fundstream.gateway.log;

/** What the caller knows of the target stream's version. */
public sealed interface Precondition {

  /** Whatever the version is. */
  record None() implements Precondition {}

  /** This version and no other. */
  record Version(int version) implements Precondition {}

  /** The command needs one and the caller gave none. */
  record Missing() implements Precondition {}
}
