package io.fundstream.gateway.http;

import io.fundstream.runtime.problem.Problem;

/** What comes next out of a batch's body. Lines are counted from 1. */
sealed interface BatchLine {

  /** A line without its end. */
  @SuppressWarnings("ArrayRecordComponent") // read once, never compared
  record Text(int number, byte[] bytes) implements BatchLine {}

  /** A line with more bytes than are taken; it was read over. */
  record TooLong(int number) implements BatchLine {}

  /** Neither this line nor what follows it is taken. */
  record Cut(int number, Problem why) implements BatchLine {}

  /** There are no more lines. */
  record End() implements BatchLine {}
}
