/**
 * The events of the fund context, as they go over the wire: each record is generated from the .avsc
 * of its name. Not for: what they mean.
 */
@NullMarked
package fundstream.fund;

import org.jspecify.annotations.NullMarked;
