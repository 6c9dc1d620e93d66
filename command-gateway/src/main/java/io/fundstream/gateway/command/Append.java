package io.fundstream.gateway.command;

/** One event for one stream. */
public record Append<S, E>(StreamRef<S, E> stream, E event) {}
