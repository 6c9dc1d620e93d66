package io.fundstream.projector.fund;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A fund as it stood after one version of its stream: a row of {@code fund} and of {@code
 * fund_history}.
 *
 * @param draftConfigVersion the latest draft, null if there is none
 * @param publishedConfigVersion the configuration in force, null if there is none
 * @param updatedAt when the version was recorded
 */
public record FundRow(
    UUID id,
    UUID tenant,
    int version,
    String name,
    int vintageYear,
    String currency,
    BigDecimal targetSize,
    @Nullable BigDecimal hardCap,
    BigDecimal managementFeeRate,
    BigDecimal carryRate,
    BigDecimal hurdleRate,
    String status,
    @Nullable Integer draftConfigVersion,
    @Nullable Integer publishedConfigVersion,
    Instant createdAt,
    Instant updatedAt) {

  FundRow at(int newVersion, Instant recordedAt) {
    return new FundRow(
        id,
        tenant,
        newVersion,
        name,
        vintageYear,
        currency,
        targetSize,
        hardCap,
        managementFeeRate,
        carryRate,
        hurdleRate,
        status,
        draftConfigVersion,
        publishedConfigVersion,
        createdAt,
        recordedAt);
  }

  FundRow withTerms(
      String newName,
      BigDecimal newTargetSize,
      @Nullable BigDecimal newHardCap,
      BigDecimal newManagementFeeRate,
      BigDecimal newCarryRate,
      BigDecimal newHurdleRate) {
    return new FundRow(
        id,
        tenant,
        version,
        newName,
        vintageYear,
        currency,
        newTargetSize,
        newHardCap,
        newManagementFeeRate,
        newCarryRate,
        newHurdleRate,
        status,
        draftConfigVersion,
        publishedConfigVersion,
        createdAt,
        updatedAt);
  }

  FundRow withStatus(String newStatus) {
    return new FundRow(
        id,
        tenant,
        version,
        name,
        vintageYear,
        currency,
        targetSize,
        hardCap,
        managementFeeRate,
        carryRate,
        hurdleRate,
        newStatus,
        draftConfigVersion,
        publishedConfigVersion,
        createdAt,
        updatedAt);
  }

  FundRow withConfigs(@Nullable Integer draft, @Nullable Integer published) {
    return new FundRow(
        id,
        tenant,
        version,
        name,
        vintageYear,
        currency,
        targetSize,
        hardCap,
        managementFeeRate,
        carryRate,
        hurdleRate,
        status,
        draft,
        published,
        createdAt,
        updatedAt);
  }
}
