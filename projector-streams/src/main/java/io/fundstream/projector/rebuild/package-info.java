/**
 * Versions of a projection's tables: a new one is filled beside the one that serves, takes its
 * place in one transaction, and the old one goes.
 *
 * <p>Every step is a row in {@code read_model.projection} first, so that whoever is killed at any
 * point leaves something that the next can go on from. Not for: how tables are filled ({@code
 * stream}, {@code table}).
 */
@NullMarked
package io.fundstream.projector.rebuild;

import org.jspecify.annotations.NullMarked;
