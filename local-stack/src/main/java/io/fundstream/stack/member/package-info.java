/**
 * The members of a stack, PostgreSQL, Kafka, the registry and the four services, and what keeps
 * each running.
 *
 * <p>Not for: what they are configured with, or in which order they start.
 */
@NullMarked
package io.fundstream.stack.member;

import org.jspecify.annotations.NullMarked;
