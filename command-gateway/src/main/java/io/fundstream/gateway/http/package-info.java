/**
 * The gateway's edge: from a request to a {@link io.fundstream.gateway.log.Submission} and from an
 * outcome to an answer, the same for every context.
 *
 * <p>Not for: which fields a command has (each context's routes), or the HTTP server itself ({@code
 * io.fundstream.runtime.http}).
 */
@NullMarked
package io.fundstream.gateway.http;

import org.jspecify.annotations.NullMarked;
