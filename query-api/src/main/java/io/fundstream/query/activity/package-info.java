/**
 * What happened to funds, newest first, in words for people. Not for the events themselves: those
 * are in the package {@code event}.
 */
@NullMarked
package io.fundstream.query.activity;

import org.jspecify.annotations.NullMarked;
