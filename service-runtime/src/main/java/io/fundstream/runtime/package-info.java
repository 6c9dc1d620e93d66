/**
 * What every process shares: settings, HTTP shell, problems, health, metrics, shutdown.
 *
 * <p>Not for: anything that knows a fund, an event or a topic.
 */
@NullMarked
package io.fundstream.runtime;

import org.jspecify.annotations.NullMarked;
