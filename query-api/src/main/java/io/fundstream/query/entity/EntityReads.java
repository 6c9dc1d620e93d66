package io.fundstream.query.entity;

import io.fundstream.query.database.GroupedRead;
import io.fundstream.query.database.Reads;
import io.fundstream.query.database.SqlText;
import io.fundstream.query.freshness.Level;
import io.fundstream.query.freshness.Settled;
import io.fundstream.query.page.Page;
import io.fundstream.runtime.database.BinaryArrays;
import io.fundstream.runtime.parameters.Parameters;
import io.fundstream.runtime.problem.ProblemException;
import io.fundstream.runtime.problem.Problems;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads an entity's rows: pages, one as it is, one as it was known. */
public final class EntityReads<R extends Record & EntityItem> {
  /** Statements for single rows at a time; while they run, others gather for the next. */
  private static final int TURNS = Math.max(2, Runtime.getRuntime().availableProcessors());

  private static final Duration LONGEST = Duration.ofSeconds(5);

  /**
   * @param item empty if it was not known then, or is not
   * @param settled whether nothing can be recorded any more that would change the answer
   */
  record Known<R>(Optional<R> item, boolean settled) {}

  private final Entity<R> entity;
  private final Reads reads;
  private final GroupedRead<UUID, R> single;

  public EntityReads(Entity<R> entity, Reads reads) {
    this.entity = entity;
    this.reads = reads;
    this.single = new GroupedRead<>(this::many, TURNS, LONGEST);
  }

  Entity<R> entity() {
    return entity;
  }

  Page<R> page(RowList.Asked<R> asked) {
    return reads.as(asked.tenant(), connection -> entity.list().page(connection, asked));
  }

  /** The row, if the tenant has it; callers who come together share a statement. */
  Optional<R> one(UUID tenant, UUID id) {
    return single.one(tenant, id);
  }

  /**
   * For what belongs to the entity and is read on its own.
   *
   * @throws ProblemException 404 if the tenant has none with the id
   */
  public void require(UUID tenant, UUID id) {
    if (one(tenant, id).isEmpty()) throw unknown(id);
  }

  private Map<UUID, R> many(UUID tenant, Set<UUID> ids) {
    return reads
        .onceAs(
            tenant,
            connection ->
                manySql(connection, entity, tenant, ids)
                    .list(connection, entity.list().columns()::read))
        .stream()
        .collect(Collectors.toMap(EntityItem::id, Function.identity()));
  }

  /** "is true" keeps the planner off the tenant's indexes: the key finds each row alone. */
  static SqlText manySql(Connection connection, Entity<?> entity, UUID tenant, Collection<UUID> ids)
      throws SQLException {
    return new SqlText(
        "select %s from %s where id = any(?) and (tenant = ?) is true"
            .formatted(entity.list().columns().names(), entity.list().table()),
        BinaryArrays.uuids(connection, ids),
        tenant);
  }

  /** The row as it was known at an instant, which counts itself. */
  Known<R> known(UUID tenant, UUID id, Instant at) {
    return reads.as(
        tenant,
        connection ->
            new Known<>(
                knownSql(entity, tenant, id, at).first(connection, entity.list().columns()::read),
                Settled.of(connection, entity.projection()).filter(at::isBefore).isPresent()));
  }

  static SqlText knownSql(Entity<?> entity, UUID tenant, UUID id, Instant at) {
    return new SqlText(
        "select "
            + entity.list().columns().names()
            + " from "
            + entity.history()
            + " where id = ? and recorded_at <= ? and tenant = ?"
            + " order by recorded_at desc limit 1",
        id,
        at,
        tenant);
  }

  /** Reads {@code minVersion}: what the row's version must have reached. */
  public List<Level> minVersion(Parameters parameters, UUID tenant, UUID id) {
    Integer version = parameters.optionalWhole("minVersion", 1, Integer.MAX_VALUE);
    return version == null
        ? List.of()
        : List.of(new Level(new RowVersion(entity.list().table(), tenant), id, version));
  }

  ProblemException unknown(UUID id) {
    return new ProblemException(Problems.notFound("There is no " + entity.noun() + " " + id + "."));
  }
}
