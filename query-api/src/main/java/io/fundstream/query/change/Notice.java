package io.fundstream.query.change;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What the projector says: {@code fund:<id>,<id>} or {@code fund:*}.
 *
 * @param ids empty if any may have changed
 */
record Notice(String projection, List<UUID> ids) {

  /** Of a text that is not understood any projection may have changed: its name is empty. */
  static Notice parse(String text) {
    int colon = text.indexOf(':');
    try {
      if (colon < 1) return new Notice("", List.of());
      String ids = text.substring(colon + 1);
      return new Notice(
          text.substring(0, colon),
          ids.equals("*")
              ? List.of()
              : Arrays.stream(ids.split(",", -1)).map(UUID::fromString).toList());
    } catch (IllegalArgumentException e) {
      return new Notice("", List.of());
    }
  }

  /** Tells those who keep rows of its projection. */
  void tell(Map<String, List<ChangeSubscriber>> byProjection) {
    if (projection.isEmpty()) {
      byProjection.values().forEach(this::tell);
    } else {
      tell(byProjection.getOrDefault(projection, List.of()));
    }
  }

  private void tell(List<ChangeSubscriber> subscribers) {
    for (ChangeSubscriber subscriber : subscribers) {
      if (ids.isEmpty()) {
        subscriber.allChanged();
      } else {
        ids.forEach(subscriber::changed);
      }
    }
  }
}
