/**
 * Which registry id belongs to the schema that a payload names by fingerprint.
 *
 * <p>Not for decoding: the relay knows no event type.
 */
@NullMarked
package io.fundstream.relay.schema;

import org.jspecify.annotations.NullMarked;
