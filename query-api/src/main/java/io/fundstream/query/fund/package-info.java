/**
 * Reading funds: lists, one fund now or as it was known, its configurations and its events. Not for
 * rules about funds: those are the gateway's.
 */
@NullMarked
package io.fundstream.query.fund;

import org.jspecify.annotations.NullMarked;
