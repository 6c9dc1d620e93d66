/**
 * Re-derives what the event log claims from what is stored, and says where it is wrong: {@link
 * io.fundstream.audit.Audit} is the entry for callers, {@link io.fundstream.audit.Main} the
 * command.
 *
 * <p>Not for: writing, repairing, or anything that shares code with the writer. The bytes of the
 * chain are written down in {@code docs/hash-chain.md}; this module was written from that page.
 */
@NullMarked
package io.fundstream.audit;

import org.jspecify.annotations.NullMarked;
