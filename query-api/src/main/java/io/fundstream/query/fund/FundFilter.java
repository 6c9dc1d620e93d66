package io.fundstream.query.fund;

import io.fundstream.query.page.ListId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which funds a list holds; null means that it does not matter.
 *
 * @param name a prefix, letter case matters
 */
record FundFilter(
    UUID tenant,
    @Nullable FundStatus status,
    @Nullable Integer vintageYear,
    @Nullable String name) {

  ListId list(FundOrder order) {
    return ListId.of("funds", tenant, status, vintageYear, name, order);
  }
}
