/**
 * The trail and the feed: events of every context as they lie in the topics, as pages and as a
 * stream that goes on. Not for what an event means: payloads pass through unread.
 */
@NullMarked
package io.fundstream.query.event;

import org.jspecify.annotations.NullMarked;
