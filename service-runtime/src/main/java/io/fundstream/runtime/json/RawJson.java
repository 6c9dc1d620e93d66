package io.fundstream.runtime.json;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * JSON that goes into an answer byte for byte.
 *
 * @param text valid JSON, as it was once accepted
 */
public record RawJson(@JsonValue @JsonRawValue String text) {}
