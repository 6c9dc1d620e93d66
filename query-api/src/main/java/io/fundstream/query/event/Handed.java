package io.fundstream.query.event;

import io.fundstream.runtime.json.Json;

/**
 * An event on its way to streams, written as JSON once for all of them.
 *
 * @param json UTF-8; never changed
 */
record Handed(FeedItem item, byte[] json) {
  static Handed of(FeedItem item) {
    return new Handed(item, Json.bytes(item.event()));
  }
}
