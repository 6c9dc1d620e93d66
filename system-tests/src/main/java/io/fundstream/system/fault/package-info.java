/**
 * What can be done to a running stack to harm it, each kind with a name.
 *
 * <p>Not for: deciding when; and nothing here is ever done to a stack that somebody needs.
 */
@NullMarked
package io.fundstream.system.fault;

import org.jspecify.annotations.NullMarked;
