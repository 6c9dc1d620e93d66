/**
 * Brings a PostgreSQL database to the schema that this version of Fundstream knows: roles, schemas,
 * tables, triggers, grants.
 *
 * <p>A step of its own, run before the services. Not for: anything a service does while it runs,
 * and never called by one.
 */
@NullMarked
package io.fundstream.migrations;

import org.jspecify.annotations.NullMarked;
