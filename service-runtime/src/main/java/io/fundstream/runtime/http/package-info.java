/**
 * The HTTP shell of every process: routes, keys, limits, problems, health, documentation, drain.
 * Not for: what a route answers, and no business rule.
 */
@NullMarked
package io.fundstream.runtime.http;

import org.jspecify.annotations.NullMarked;
