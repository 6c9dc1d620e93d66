/**
 * What a stack keeps in its folder: the lock, the secrets, what runs where and who was told to
 * stop.
 *
 * <p>Not for: the parts' own data, which only they touch.
 */
@NullMarked
package io.fundstream.stack.data;

import org.jspecify.annotations.NullMarked;
