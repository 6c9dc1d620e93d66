/**
 * Hostile input against the whole platform in this JVM. Not for: platforms that lose parts
 * meanwhile.
 */
@NullMarked
package io.fundstream.system.fuzz;

import org.jspecify.annotations.NullMarked;
