/**
 * One batch of waiting commands in one transaction: the threads that take what waits, the order of
 * the steps, and what an error or a lost commit means for each command. Begin at {@link
 * BatchTransaction}.
 *
 * <p>Not for: the steps themselves ({@code head}, {@code state}, {@code decide}, {@code write}).
 */
@NullMarked
package io.fundstream.gateway.log.batch;

import org.jspecify.annotations.NullMarked;
