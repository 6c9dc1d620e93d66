/**
 * The event log: commands that wait together are decided and written in one PostgreSQL transaction.
 *
 * <p>Begin at {@link EventLog}: what is here is what callers use. The rooms behind it, in the order
 * in which a command passes them: {@code queue} (it waits), {@code batch} (what waits runs in one
 * transaction), {@code head} (locks and remembered answers), {@code state} (where its streams are),
 * {@code decide} (the decision and its rows), {@code write} (the rows into the database); {@code
 * sql} is what several of them hand to PostgreSQL. Nothing outside the log uses these. {@code
 * database} is for the start and for housekeeping.
 *
 * <p>Not for: the rules of any context, HTTP, or reading for queries.
 */
@NullMarked
package io.fundstream.gateway.log;

import org.jspecify.annotations.NullMarked;
