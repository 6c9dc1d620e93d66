/**
 * The judge: what the writers were told, what the log holds, what a consumer reads from Kafka and
 * what the read tables say, as plain values, and whether they agree. It folds and hashes by itself,
 * from the domain's rules and the page on the hash chain.
 *
 * <p>Not for: looking anything up; and no class of a service may be used here, so that a fault
 * cannot hide by being in both places.
 */
@NullMarked
package io.fundstream.system.check;

import org.jspecify.annotations.NullMarked;
