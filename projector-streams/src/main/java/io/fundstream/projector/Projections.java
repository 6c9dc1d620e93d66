package io.fundstream.projector;

import io.fundstream.projector.activity.ActivityReadModel;
import io.fundstream.projector.activity.ActivityRow;
import io.fundstream.projector.activity.Narrator;
import io.fundstream.projector.event.EventReadModel;
import io.fundstream.projector.event.EventRow;
import io.fundstream.projector.table.ReadModelFactory;
import io.fundstream.projector.table.Shape;
import io.fundstream.schemas.Context;
import io.fundstream.schemas.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Which projections there are, and which topics each subscribes to. */
final class Projections {
  /** One more whenever the same events give other rows: the tables are then filled anew. */
  private static final int EVENT_CODE = 1;

  private static final int ACTIVITY_CODE = 1;

  private Projections() {}

  /**
   * A projection to run.
   *
   * @param topics those of all contexts of the families that it reads: {@code seq} runs across them
   */
  record Projection<E>(Set<String> topics, ReadModelFactory<E> model) {
    String name() {
      return model.shape().name();
    }

    /** How many parts of topics it reads. */
    int parts() {
      return topics.size() * Topics.PARTITIONS;
    }
  }

  static List<Projection<?>> of(List<ContextSlice> slices) {
    List<Projection<?>> projections = new ArrayList<>();
    for (ContextSlice slice : slices) {
      String family = slice.context().family();
      Set<String> topics = topics(slices, context -> context.family().equals(family));
      slice.readModels().forEach(model -> projections.add(new Projection<>(topics, model)));
    }
    Set<String> all = topics(slices, context -> true);
    List<Narrator> narrators = slices.stream().flatMap(s -> s.narrators().stream()).toList();
    projections.add(new Projection<>(all, events()));
    projections.add(new Projection<>(all, activities(narrators)));
    return projections;
  }

  private static ReadModelFactory<EventRow> events() {
    return new ReadModelFactory<>(
        Shape.of("event", EVENT_CODE, List.of("event"), EventReadModel.class), EventReadModel::new);
  }

  private static ReadModelFactory<ActivityRow> activities(List<Narrator> narrators) {
    return new ReadModelFactory<>(
        Shape.of("activity", ACTIVITY_CODE, List.of("activity"), ActivityReadModel.class),
        version -> new ActivityReadModel(version, narrators));
  }

  private static Set<String> topics(List<ContextSlice> slices, Predicate<Context> wanted) {
    return slices.stream()
        .map(ContextSlice::context)
        .filter(wanted)
        .map(Context::topic)
        .collect(Collectors.toUnmodifiableSet());
  }
}
