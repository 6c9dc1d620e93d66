/** Strict reading of query strings, all errors at once. Not for: paths and bodies. */
@NullMarked
package io.fundstream.runtime.parameters;

import org.jspecify.annotations.NullMarked;
