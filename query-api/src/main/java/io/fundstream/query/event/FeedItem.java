package io.fundstream.query.event;

/** An event of the feed, with the spot that a cursor needs. */
record FeedItem(Spot spot, EventItem event) {}
