/**
 * What every process is to whoever runs it: it starts, can be ready, drains and ends with a status.
 * Not for: what a process does meanwhile.
 */
@NullMarked
package io.fundstream.runtime.service;

import org.jspecify.annotations.NullMarked;
