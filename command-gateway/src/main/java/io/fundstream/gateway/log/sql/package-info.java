/**
 * How rows and arrays are handed to PostgreSQL.
 *
 * <p>Not for: any one statement ({@code head}, {@code state}, {@code write}).
 */
@NullMarked
package io.fundstream.gateway.log.sql;

import org.jspecify.annotations.NullMarked;
