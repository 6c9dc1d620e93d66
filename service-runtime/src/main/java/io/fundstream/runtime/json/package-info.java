/**
 * Strict reading of JSON bodies, all errors at once, and writing of answers. Not for: stored or
 * published formats, which event-schemas fixes.
 */
@NullMarked
package io.fundstream.runtime.json;

import org.jspecify.annotations.NullMarked;
