/**
 * The written forms of values that bodies, queries and paths have in common: decimals, dates,
 * instants, UUIDs, names. Not for: where a value stood, and no rule of any domain.
 */
@NullMarked
package io.fundstream.runtime.text;

import org.jspecify.annotations.NullMarked;
