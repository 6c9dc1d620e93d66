package io.fundstream.system.traffic;

import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The commands of a fund, each new: a fresh id, which is its idempotency key, too. */
public final class FundRequests {
  private FundRequests() {}

  /**
   * Registers a fund of 100 million.
   *
   * @param fund null lets the gateway choose
   */
  public static Request register(@Nullable UUID fund, String name) {
    return register(fund, name, "USD", "\"150000000.00\"");
  }

  /**
   * Registers a fund of 100 million.
   *
   * @param fund null lets the gateway choose
   * @param hardCap as JSON
   */
  public static Request register(
      @Nullable UUID fund, String name, String currency, String hardCap) {
    String id = fund == null ? "" : "\"id\":\"" + fund + "\",";
    String body =
        """
        {%s"name":"%s","vintageYear":2024,"currency":"%s","targetSize":"100000000.00",\
        "hardCap":%s,"managementFeeRate":"0.02","carryRate":"0.2","hurdleRate":"0.08"}\
        """
            .formatted(id, name, currency, hardCap);
    return request("POST", "/v1/funds", null, body, "FundRegistered", 201, fund);
  }

  /**
   * Amends a fund.
   *
   * @param version what {@code If-Match} says
   * @param terms the members of the body
   */
  public static Request amend(UUID fund, int version, String terms) {
    return request(
        "PATCH", "/v1/funds/" + fund, version, "{" + terms + "}", "FundTermsAmended", 200, fund);
  }

  /**
   * Saves a draft.
   *
   * @param config a JSON object
   */
  public static Request draft(UUID fund, String config) {
    String body = "{\"config\":" + config + "}";
    return request(
        "POST", "/v1/funds/" + fund + "/drafts", null, body, "FundDraftSaved", 201, fund);
  }

  /**
   * Publishes a draft.
   *
   * @param configVersion null for the latest
   */
  public static Request publish(UUID fund, @Nullable Integer configVersion) {
    String body = configVersion == null ? "{}" : "{\"configVersion\":" + configVersion + "}";
    return request(
        "POST",
        "/v1/funds/" + fund + "/publications",
        null,
        body,
        "FundConfigPublished",
        201,
        fund);
  }

  /** Changes the status. */
  public static Request status(UUID fund, String to, String reason) {
    String body = "{\"status\":\"" + to + "\",\"reason\":\"" + reason + "\"}";
    return request(
        "POST", "/v1/funds/" + fund + "/status", null, body, "FundStatusChanged", 200, fund);
  }

  private static Request request(
      String method,
      String path,
      @Nullable Integer ifMatch,
      String body,
      String event,
      int status,
      @Nullable UUID fund) {
    String id = UUID.randomUUID().toString();
    return new Request(id, id, method, path, ifMatch, body, event, Set.of(status), fund);
  }
}
