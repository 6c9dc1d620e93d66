package io.fundstream.system.fuzz;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A documented parameter.
 *
 * @param in {@code path}, {@code query} or {@code header}
 */
record Parameter(String name, String in, boolean required, JsonNode schema) {}
