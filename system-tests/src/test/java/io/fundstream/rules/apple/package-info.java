/** A context that another one takes from, for the test of the rules. Not for: anything else. */
@NullMarked
package io.fundstream.rules.apple;

import org.jspecify.annotations.NullMarked;
