/**
 * Reads a process's settings from its environment and reports everything wrong with them at once.
 * Not for: what a setting means to a service, which is its own config record's business.
 */
@NullMarked
package io.fundstream.runtime.config;

import org.jspecify.annotations.NullMarked;
