package io.fundstream.runtime.http;

import java.util.UUID;

/**
 * Who sends a request.
 *
 * @param tenant whose data it may touch
 * @param actor the name that events carry, for example {@code api-key:default}
 */
public record Principal(UUID tenant, String actor) {}
