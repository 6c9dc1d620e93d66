/**
 * The schema registry, spoken to through Confluent's own client.
 *
 * <p>One class touches that client and passes strings and ids across, so that another client is a
 * change of imports.
 */
@NullMarked
package io.fundstream.schemas.registry;

import org.jspecify.annotations.NullMarked;
