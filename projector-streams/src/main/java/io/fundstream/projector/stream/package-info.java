/**
 * Kafka Streams around a read model: records in, batches out, offsets after the database.
 *
 * <p>The rule that everything here serves: an offset is committed only when the record's effect is
 * committed in PostgreSQL. What goes wrong ends the application; the next one begins from the
 * database. Not for: what a record means, or SQL.
 */
@NullMarked
package io.fundstream.projector.stream;

import org.jspecify.annotations.NullMarked;
