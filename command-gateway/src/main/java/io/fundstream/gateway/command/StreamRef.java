package io.fundstream.gateway.command;

import java.util.UUID;

/** One stream: its kind and its id. */
public record StreamRef<S, E>(StreamKind<S, E> kind, UUID id) {}
