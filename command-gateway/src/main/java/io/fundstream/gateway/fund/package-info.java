/**
 * The fund context: a fund's terms, its status and the versions of its configuration.
 *
 * <p>{@link FundDecider} and the types it names are pure; {@link FundCommands} turns HTTP into
 * commands. Not for: storing anything, or rules about what is committed to a fund (the commitment
 * context).
 */
@NullMarked
package io.fundstream.gateway.fund;

import org.jspecify.annotations.NullMarked;
