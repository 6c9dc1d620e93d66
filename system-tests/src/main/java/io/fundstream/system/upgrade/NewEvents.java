package io.fundstream.system.upgrade;

import io.fundstream.system.traffic.Answer;
import io.fundstream.system.traffic.Client;
import io.fundstream.system.traffic.Crowd;
import io.fundstream.system.traffic.Request;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** What only the newer release knows, written and read when the last old process has ended. */
final class NewEvents {
  private static final String FIELDS =
      "\"strategy\":\"Buyout\",\"generalPartner\":\"Aurora Partners\"";

  private final Client client;

  NewEvents(Client client) {
    this.client = client;
  }

  /** What does not read as it was written. */
  List<String> wrong() throws IOException, InterruptedException {
    List<String> wrong = new ArrayList<>();
    String terms =
        "\"targetSize\":\"1000000.00\",\"managementFeeRate\":\"0.02\",\"carryRate\":\"0.2\",";
    wrong.addAll(registered("/v1/funds", "FundRegistered", terms, "FUNDRAISING"));
    wrong.addAll(registered("/v1/listed-funds", "FundListed", "", "LISTED"));
    return wrong;
  }

  private List<String> registered(String path, String event, String terms, String status)
      throws IOException, InterruptedException {
    String id = UUID.randomUUID().toString();
    String body =
        "{\"name\":\"New\",\"vintageYear\":2024,\"currency\":\"USD\"," + terms + FIELDS + "}";
    Answer told =
        Crowd.untilAnswered(
            client, new Request(id, id, "POST", path, null, body, event, Set.of(201), null));
    if (!told.accepted()) return List.of(path + ": " + told);
    String fund = told.json().path("id").asText();
    Answer read = client.getWhenThere("/v1/funds/" + fund + "?minPosition=" + told.position());
    boolean same = read.body().contains(FIELDS) && read.body().contains("\"" + status + "\"");
    return same ? List.of() : List.of(path + " reads " + read);
  }
}
