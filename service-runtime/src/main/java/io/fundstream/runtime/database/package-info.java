/**
 * Connection pools, transactions, and what happens while the database is away. Not for: SQL of any
 * service.
 */
@NullMarked
package io.fundstream.runtime.database;

import org.jspecify.annotations.NullMarked;
