package io.fundstream.projector;

import io.fundstream.projector.activity.Narrator;
import io.fundstream.projector.table.ReadModelFactory;
import io.fundstream.schemas.Context;
import java.util.List;

/**
 * What one context adds to the projector.
 *
 * @param readModels its own projections; those of every context are not among them
 * @param narrators tells its events, if they are told; one or none
 */
public record ContextSlice(
    Context context, List<ReadModelFactory<?>> readModels, List<Narrator> narrators) {

  public ContextSlice {
    readModels = List.copyOf(readModels);
    narrators = List.copyOf(narrators);
  }

  /** A context of which only the trail is kept. */
  public static ContextSlice trailOnly(Context context) {
    return new ContextSlice(context, List.of(), List.of());
  }
}
