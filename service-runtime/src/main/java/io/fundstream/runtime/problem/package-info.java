/**
 * Refusals as RFC 9457 problems: what a client is told and which field it names. Not for: refusals
 * inside a functional core, which are values of its own.
 */
@NullMarked
package io.fundstream.runtime.problem;

import org.jspecify.annotations.NullMarked;
