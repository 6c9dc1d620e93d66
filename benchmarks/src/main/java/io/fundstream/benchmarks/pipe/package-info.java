/**
 * The peer of the whole platform: the same parts with nothing of ours between them. An insert a
 * command, stock Debezium, a plain producer, a plain consumer, an upsert transaction a poll.
 *
 * <p>Not for: any guarantee. It sends some events twice after a crash, in one table, unchecked.
 */
@NullMarked
package io.fundstream.benchmarks.pipe;

import org.jspecify.annotations.NullMarked;
