package io.fundstream.system.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Map;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/** Whether an event says what its command said. */
final class SentTerms {
  private static final ObjectMapper JSON = new ObjectMapper();

  private SentTerms() {}

  /**
   * Whether everything in the body of a command is in the event that came of it.
   *
   * @param after the fund after it: an amendment names only what it changed, so a term that was
   *     sent and is not there must be what the fund had
   */
  static boolean areIn(GenericRecord payload, FundState after, String body) {
    try {
      JsonNode sent = JSON.readTree(body);
      for (Map.Entry<String, JsonNode> member : sent.properties()) {
        if (!isIn(payload, after, member.getKey(), member.getValue(), body)) return false;
      }
      return true;
    } catch (IOException e) {
      throw new IllegalStateException("an accepted command had no JSON body: " + body, e);
    }
  }

  private static boolean isIn(
      GenericRecord payload, FundState after, String name, JsonNode sent, String body) {
    return switch (name) {
      case "id" -> after.id().toString().equals(sent.asText());
      case "name" -> after.name().equals(sent.asText());
      case "vintageYear" -> after.vintageYear() == sent.asInt();
      case "currency" -> after.currency().equals(sent.asText());
      case "targetSize" -> same(after.targetSize(), sent);
      case "hardCap" -> same(after.hardCap(), sent);
      case "managementFeeRate" -> same(after.managementFeeRate(), sent);
      case "carryRate" -> same(after.carryRate(), sent);
      case "hurdleRate" -> same(after.hurdleRate(), sent);
      case "status" -> after.status().equals(sent.asText()) && is(payload, "to", sent);
      case "reason" -> is(payload, "reason", sent);
      case "configVersion" -> is(payload, "configVersion", sent);
      // Its bytes are kept, so they stand in the body as they are.
      case "config" -> body.equals("{\"config\":" + payload.get("config") + "}");
      default -> false;
    };
  }

  private static boolean is(GenericRecord payload, String field, JsonNode sent) {
    return String.valueOf(payload.get(field)).equals(sent.asText());
  }

  private static boolean same(@Nullable BigDecimal amount, JsonNode sent) {
    return amount == null
        ? sent.isNull()
        : !sent.isNull() && amount.compareTo(new BigDecimal(sent.asText())) == 0;
  }
}
