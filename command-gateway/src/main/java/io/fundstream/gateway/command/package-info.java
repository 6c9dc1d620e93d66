/**
 * The seam between a bounded context and the gateway: what a decision is, which streams it reads
 * and appends to, which claims it takes. A context implements these types and knows nothing of the
 * database.
 *
 * <p>Not for: the event log itself ({@code log}), HTTP ({@code http}), or the rules of any one
 * context (a package of its own, such as {@code fund}).
 */
@NullMarked
package io.fundstream.gateway.command;

import org.jspecify.annotations.NullMarked;
