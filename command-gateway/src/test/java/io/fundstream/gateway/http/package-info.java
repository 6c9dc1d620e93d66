/** The edge, piece by piece. */
@NullMarked
package io.fundstream.gateway.http;

import org.jspecify.annotations.NullMarked;
