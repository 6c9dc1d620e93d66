/** The gateway against a real PostgreSQL, over HTTP. */
@NullMarked
package io.fundstream.gateway;

import org.jspecify.annotations.NullMarked;
