package io.fundstream.system.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** What one worker has learned from its answers, so that it gets beyond the first request. */
final class Memory {
  private static final int KEPT = 64;

  /** A fund of this worker's own, which nobody else changes. */
  static final class Fund {
    final UUID id;
    int version;
    int configs;
    String position;

    Fund(UUID id, int version, String position) {
      this.id = id;
      this.version = version;
      this.position = position;
    }
  }

  /** A keyed command and its answer. */
  record Answered(Request request, Reply reply) {}

  private final List<Fund> funds = new ArrayList<>();
  private final List<Answered> answered = new ArrayList<>();
  private final List<String> pages = new ArrayList<>();
  private final RandomGenerator random;

  Memory(RandomGenerator random) {
    this.random = random;
  }

  Optional<Fund> fund() {
    return any(funds);
  }

  Optional<Fund> fund(String id) {
    return funds.stream().filter(f -> f.id.toString().equalsIgnoreCase(id)).findFirst();
  }

  Optional<Answered> answered() {
    return any(answered);
  }

  /** The target of a next page. */
  Optional<String> page() {
    return any(pages);
  }

  /** What an accepted command's answer says of its fund. */
  void wrote(JsonNode answer, String position) {
    String id = answer.path("id").asText();
    int version = answer.path("version").asInt();
    Fund fund =
        fund(id)
            .orElseGet(() -> {
              Fund made = new Fund(UUID.fromString(id), version, position);
              keep(funds, made);
              return made;
            });
    fund.version = version;
    fund.position = position;
    fund.configs = Math.max(fund.configs, answer.path("configVersion").asInt());
  }

  void answered(Request request, Reply reply) {
    keep(answered, new Answered(request, reply));
  }

  void page(String target) {
    keep(pages, target);
  }

  private <T> Optional<T> any(List<T> list) {
    @Nullable T one = list.isEmpty() ? null : list.get(random.nextInt(list.size()));
    return Optional.ofNullable(one);
  }

  private <T> void keep(List<T> list, T one) {
    if (list.size() < KEPT) {
      list.add(one);
    } else {
      list.set(random.nextInt(KEPT), one);
    }
  }
}
