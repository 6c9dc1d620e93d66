package io.fundstream.projector;

import io.fundstream.projector.activity.ActivityReadModel;
import io.fundstream.projector.activity.Narrator;
import io.fundstream.projector.event.EventReadModel;
import io.fundstream.projector.table.ReadModelFactory;
import io.fundstream.schemas.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Which projections there are, and which topics each subscribes to. */
final class Projections {
  private static final int EVENT_VERSION = 1;
  private static final int ACTIVITY_VERSION = 1;

  private Projections() {}

  /**
   * A projection to run.
   *
   * @param topics those of all contexts of the families that it reads: {@code seq} runs across them
   */
  record Projection<E>(Set<String> topics, ReadModelFactory<E> model) {}

  static List<Projection<?>> of(List<ContextSlice> slices) {
    List<Projection<?>> projections = new ArrayList<>();
    for (ContextSlice slice : slices) {
      String family = slice.context().family();
      Set<String> topics = topics(slices, context -> context.family().equals(family));
      slice.readModels().forEach(model -> projections.add(new Projection<>(topics, model)));
    }
    Set<String> all = topics(slices, context -> true);
    List<Narrator> narrators = slices.stream().flatMap(s -> s.narrators().stream()).toList();
    projections.add(new Projection<>(all, () -> new EventReadModel(EVENT_VERSION)));
    projections.add(
        new Projection<>(all, () -> new ActivityReadModel(ACTIVITY_VERSION, narrators)));
    return projections;
  }

  private static Set<String> topics(List<ContextSlice> slices, Predicate<Context> wanted) {
    return slices.stream()
        .map(ContextSlice::context)
        .filter(wanted)
        .map(Context::topic)
        .collect(Collectors.toUnmodifiableSet());
  }
}
