/**
 * A fuzzer of both APIs: makes requests, good and hostile, out of their own OpenAPI documents and
 * below HTTP, and judges each answer and, at the end, what was written. Not for: what a running
 * platform does when parts of it die, and not for load.
 */
@NullMarked
package io.fundstream.system.fuzz;

import org.jspecify.annotations.NullMarked;
