/**
 * The query service: read tables to HTTP. The packages below are one a context, and what they
 * share. Not for writing anything: its database role cannot.
 */
@NullMarked
package io.fundstream.query;

import org.jspecify.annotations.NullMarked;
