package io.fundstream.projector.fund;

import io.fundstream.projector.table.StreamRow;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A fund as it stood after one version of its stream: a row of {@code fund} and of {@code
 * fund_history}.
 *
 * @param targetSize null, as all sizes and rates, where somebody else administers the fund
 * @param draftConfigVersion the latest draft, null if there is none
 * @param publishedConfigVersion the configuration in force, null if there is none
 * @param updatedAt when the version was recorded
 */
@RecordBuilder
public record FundRow(
    UUID id,
    UUID tenant,
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
    implements StreamRow<FundRow>, FundRowBuilder.With {

  @Override
  public FundRow at(int newVersion, Instant recordedAt) {
    return with(row -> row.version(newVersion).updatedAt(recordedAt));
  }
}
