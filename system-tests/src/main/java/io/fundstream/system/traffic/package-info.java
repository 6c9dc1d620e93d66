/**
 * Clients of both services as anyone could write them, and a record of what they sent and what they
 * were told.
 *
 * <p>Not for: knowing what the platform should have done with it; that is judged elsewhere.
 */
@NullMarked
package io.fundstream.system.traffic;

import org.jspecify.annotations.NullMarked;
