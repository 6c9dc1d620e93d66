package io.fundstream.gateway.command;

/**
 * The rule of one kind of stream, a pure function: no clock, no random ids, no input or output. The
 * log may call it several times for one command.
 */
@FunctionalInterface
public interface Decider<S, C, E> {
  Decision<E> decide(S state, C command);
}
