/**
 * Read your writes: lets a request wait until the read tables have caught up with what its client
 * already knows. Not for reading what is then answered.
 */
@NullMarked
package io.fundstream.query.freshness;

import org.jspecify.annotations.NullMarked;
