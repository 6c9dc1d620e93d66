/** The event log against a real PostgreSQL: what happens when things go wrong in between. */
@NullMarked
package io.fundstream.gateway.log;

import org.jspecify.annotations.NullMarked;
