/**
 * What the log's database needs besides commands: checks at the start, partitions ahead, forgotten
 * answers taken away.
 *
 * <p>Not for: migrations.
 */
@NullMarked
package io.fundstream.gateway.log.database;

import org.jspecify.annotations.NullMarked;
