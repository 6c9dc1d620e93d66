package io.fundstream.gateway.command;

import java.util.function.BiFunction;

/**
 * One kind of stream of a context: how its state begins, folds and is stored.
 *
 * @param context the context's name, as in {@code event_log.context}
 * @param name the kind within the context, as in {@code stream_head.kind}; never changes
 * @param empty the state before the first event
 * @param evolve the state after an event; total and pure
 */
public record StreamKind<S, E>(
    String context,
    String name,
    S empty,
    BiFunction<S, E, S> evolve,
    EventCodec<E> events,
    StateCodec<S> states) {}
