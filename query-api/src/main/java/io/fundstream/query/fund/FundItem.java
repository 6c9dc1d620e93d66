package io.fundstream.query.fund;

import io.fundstream.query.entity.EntityItem;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A fund after one of its versions.
 *
 * @param targetSize money with two decimals, as {@code hardCap}; null, as all sizes and rates,
 *     where somebody else administers the fund
 * @param hardCap null when there is none
 * @param managementFeeRate ratio with six decimals, as the other rates
 * @param draftConfigVersion the last one saved; null when there is none
 * @param publishedConfigVersion the one in force; null when none was published
 */
public record FundItem(
    UUID id,
    int version,
    String name,
    int vintageYear,
    String currency,
    @Nullable BigDecimal targetSize,
    @Nullable BigDecimal hardCap,
    @Nullable BigDecimal managementFeeRate,
    @Nullable BigDecimal carryRate,
    @Nullable BigDecimal hurdleRate,
    @Nullable String strategy,
    @Nullable String generalPartner,
    String status,
    @Nullable Integer draftConfigVersion,
    @Nullable Integer publishedConfigVersion,
    Instant createdAt,
    Instant updatedAt)
    implements EntityItem {}
