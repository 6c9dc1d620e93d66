package io.fundstream.query.entity;

import static org.assertj.core.api.Assertions.assertThat;

import io.fundstream.schemas.Tenant;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EntityCacheTest {
  private final EntityCache cache = new EntityCache("fund", 1 << 20, new SimpleMeterRegistry());
  private final UUID id = UUID.randomUUID();

  @BeforeEach
  void connect() {
    cache.connected();
  }

  @Test
  void what_was_read_is_found_again() {
    read(3);
    assertThat(version()).hasValue(3);
  }

  @Test
  void an_entity_of_another_tenant_is_not_found() {
    read(3);
    assertThat(cache.find(UUID.randomUUID(), id)).isEmpty();
  }

  @Test
  void an_entity_that_has_changed_is_not_found() {
    read(3);
    cache.changed(id);
    assertThat(version()).isEmpty();
    read(4);
    cache.allChanged();
    assertThat(version()).isEmpty();
  }

  @Test
  void what_changes_while_it_is_read_is_answered_but_not_kept() {
    assertThat(read(3, () -> cache.changed(id))).hasValue(3);
    assertThat(version()).isEmpty();
    assertThat(read(3, cache::allChanged)).hasValue(3);
    assertThat(version()).isEmpty();
  }

  @Test
  void a_slow_read_does_not_replace_what_a_quicker_one_found() {
    assertThat(read(3, () -> read(4))).hasValue(3);
    assertThat(version()).hasValue(4);
  }

  @Test
  void what_a_newer_answer_has_outdated_is_not_found_again_even_if_the_newer_one_is_not_kept() {
    read(3);
    UUID ofTheSameStripe = new UUID(id.getLeastSignificantBits(), id.getMostSignificantBits());
    assertThat(read(4, () -> cache.changed(ofTheSameStripe))).hasValue(4);
    assertThat(version()).isEmpty();
  }

  @Test
  void while_nothing_is_told_of_changes_nothing_is_kept_or_found() {
    read(3);
    cache.disconnected();
    assertThat(version()).isEmpty();
    read(4);
    cache.connected();
    assertThat(version()).as("4 was answered already, and may have changed since").isEmpty();
  }

  @Test
  void what_is_read_while_the_connection_comes_back_is_not_kept() {
    cache.disconnected();
    read(3, cache::connected);
    assertThat(version()).isEmpty();
  }

  private Optional<Integer> version() {
    return cache.find(Tenant.DEFAULT, id).map(EntityCache.Kept::version);
  }

  private Optional<Integer> read(int version) {
    return read(version, () -> {});
  }

  private Optional<Integer> read(int version, Runnable meanwhile) {
    return cache
        .read(
            Tenant.DEFAULT,
            id,
            () -> {
              meanwhile.run();
              return Optional.of(new Item(id, version));
            })
        .map(EntityCache.Kept::version);
  }

  private record Item(UUID id, int version) implements EntityItem {}
}
