/** What {@code apple} publishes to other contexts. Not for: anything but the test of the rules. */
@NullMarked
package io.fundstream.rules.apple.facts;

import org.jspecify.annotations.NullMarked;
