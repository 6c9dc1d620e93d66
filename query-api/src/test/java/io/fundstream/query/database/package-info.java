/** How rows are read, without a database. */
@NullMarked
package io.fundstream.query.database;

import org.jspecify.annotations.NullMarked;
