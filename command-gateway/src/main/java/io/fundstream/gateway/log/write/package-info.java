/**
 * The rows of a plan into the database: claims, heads, events, answers, snapshots.
 *
 * <p>Not for: deciding what they are ({@code decide}), or the commit ({@code batch}).
 */
@NullMarked
package io.fundstream.gateway.log.write;

import org.jspecify.annotations.NullMarked;
