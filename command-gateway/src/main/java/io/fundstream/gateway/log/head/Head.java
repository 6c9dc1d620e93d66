package io.fundstream.gateway.log.head;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code event_store.head}: an id's last event, as a stream and as a partition key.
 *
 * @param tenant whose the id is, as either
 * @param stream null if it is no stream
 * @param key null if it is no partition key
 */
public record Head(UUID id, UUID tenant, @Nullable StreamHead stream, @Nullable KeyHead key) {}
