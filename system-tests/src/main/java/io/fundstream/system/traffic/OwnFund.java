package io.fundstream.system.traffic;

import java.util.UUID;

/**
 * A fund as its one writer believes it to be.
 *
 * @param drafts how many were saved
 * @param published the configuration version published last; 0 for none
 * @param key the idempotency key of the last accepted command
 */
record OwnFund(UUID id, int version, String status, int drafts, int published, String key) {

  /** A fund that was just registered. */
  static OwnFund registered(Answer answer, Request request) {
    UUID id = UUID.fromString(answer.json().get("id").asText());
    return new OwnFund(id, 1, "FUNDRAISING", 0, 0, request.key());
  }

  boolean closed() {
    return status.equals("CLOSED");
  }

  /** The fund after an accepted command. */
  OwnFund after(Request request, Answer answer) {
    int now = answer.json().get("version").asInt();
    return switch (request.event()) {
      case "FundDraftSaved" -> new OwnFund(id, now, status, drafts + 1, published, request.key());
      case "FundConfigPublished" -> {
        int config = answer.json().get("configVersion").asInt();
        yield new OwnFund(id, now, status, drafts, config, request.key());
      }
      case "FundStatusChanged" -> {
        String to = request.body().contains("INVESTING") ? "INVESTING" : "CLOSED";
        yield new OwnFund(id, now, to, drafts, published, request.key());
      }
      default -> new OwnFund(id, now, status, drafts, published, request.key());
    };
  }
}
