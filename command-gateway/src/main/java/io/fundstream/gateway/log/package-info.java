/**
 * The event log: commands that wait together are decided and written in one PostgreSQL transaction.
 *
 * <p>Begin at {@link EventLog}. An {@code Appender} takes what waits; {@code BatchTransaction} runs
 * the steps in their order: {@code Opening} (locks, remembered answers), {@code StateLoader},
 * {@code BatchPlan} (decisions over an {@code Overlay} in memory), {@code BatchWriter}; {@code
 * CommitProbe} finds out what became of a commit whose answer was lost.
 *
 * <p>Not for: the rules of any context, HTTP, or reading for queries.
 */
@NullMarked
package io.fundstream.gateway.log;

import org.jspecify.annotations.NullMarked;
