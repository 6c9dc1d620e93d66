package io.fundstream.benchmarks.gateway;

import io.fundstream.benchmarks.load.Clients;
import io.fundstream.benchmarks.load.Clients.Client;
import io.fundstream.benchmarks.load.Line;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Clients with a connection each, that send what they are given and are told 201. */
final class Connections implements AutoCloseable {
  static final String FUND =
      """
      {"name":"Press On Ventures Fund I","vintageYear":2020,"currency":"USD","targetSize":"100000000.00",\
      "managementFeeRate":"0.02","carryRate":"0.2","hurdleRate":"0.08"}\
      """;
  static final String JSON = "application/json";

  private final List<Line> lines = new ArrayList<>();
  private final List<Client> clients = new ArrayList<>();

  /**
   * Connects.
   *
   * @param requests the bytes of the next request, asked by many threads
   */
  Connections(URI server, int count, Supplier<byte[]> requests) throws IOException {
    for (int n = 0; n < count; n++) {
      Line line = new Line(server);
      lines.add(line);
      clients.add(() -> line.exchange(requests.get(), 201));
    }
  }

  double perSecond(Duration length) throws Exception {
    return Clients.perSecond(clients, length);
  }

  @Override
  public void close() throws IOException {
    for (Line line : lines) line.close();
  }
}
