/**
 * What every entity of the query API shares: a list by keyset with filters, one entity by id with
 * tag, {@code minVersion} and {@code knownAt}, and answers kept in memory. A context declares its
 * {@link io.fundstream.query.entity.Entity} and adds what is special to it.
 *
 * <p>Not for anything that names a context, nor for rows that follow no record.
 */
@NullMarked
package io.fundstream.query.entity;

import org.jspecify.annotations.NullMarked;
