package io.fundstream.system.check;

import java.math.BigDecimal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A fund at one version: as folded, or as read from a table.
 *
 * @param draft the configuration version saved last; null for none
 * @param published the configuration version published last; null for none
 * @param createdAt microseconds since 1970
 * @param updatedAt microseconds since 1970
 */
public record FundState(
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
    @Nullable Integer draft,
    @Nullable Integer published,
    long createdAt,
    long updatedAt) {

  /** The same fund with another name. */
  FundState named(String other) {
    return new FundState(
        id,
        tenant,
        version,
        other,
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

  /** The same figures under another fund's id. */
  FundState of(UUID other) {
    return new FundState(
        other,
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
