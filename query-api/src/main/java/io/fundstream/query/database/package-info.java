/**
 * The way to the read tables: read-only connections, one short use at a time. Not for SQL: that is
 * in the package of the context that it reads.
 */
@NullMarked
package io.fundstream.query.database;

import org.jspecify.annotations.NullMarked;
