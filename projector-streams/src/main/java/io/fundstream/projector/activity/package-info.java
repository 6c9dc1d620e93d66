/**
 * Activities: one sentence a person understands for each event that changed something about a fund.
 *
 * <p>The sentences themselves are written by each context's own package; here is the table.
 */
@NullMarked
package io.fundstream.projector.activity;

import org.jspecify.annotations.NullMarked;
