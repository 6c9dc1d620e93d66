/** A context that takes from another, for the test of the rules. Not for: anything else. */
@NullMarked
package io.fundstream.rules.pear;

import org.jspecify.annotations.NullMarked;
