/**
 * The one registry of a process and how its names look to Prometheus. Not for: deciding what is
 * worth measuring.
 */
@NullMarked
package io.fundstream.runtime.metrics;

import org.jspecify.annotations.NullMarked;
