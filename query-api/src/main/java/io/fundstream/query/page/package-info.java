/**
 * What every list shares: which list a request means, where a page goes on, and how a page is
 * written as JSON or CSV. Not for what any one list contains: that is in the context's package.
 */
@NullMarked
package io.fundstream.query.page;

import org.jspecify.annotations.NullMarked;
