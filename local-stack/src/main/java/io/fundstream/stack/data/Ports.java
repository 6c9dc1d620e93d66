package io.fundstream.stack.data;

import io.fundstream.parts.FreePort;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Who listens where: all ports follow from one. */
public record Ports(int base) {
  private static final int USED = 9;
  private static final int HIGHEST = 65_535;

  public Ports {
    if (base < 1 || base + USED - 1 > HIGHEST) {
      throw new IllegalArgumentException(
          "--base-port must be between 1 and " + (HIGHEST - USED + 1));
    }
  }

  public int gateway() {
    return base;
  }

  public int query() {
    return base + 1;
  }

  public int registry() {
    return base + 2;
  }

  public int kafka() {
    return base + 3;
  }

  public int postgres() {
    return base + 4;
  }

  /** The relay's health and metrics. */
  public int relay() {
    return base + 5;
  }

  /** The projector's health and metrics. */
  public int projector() {
    return base + 6;
  }

  /** Kafka's own, for its controller. */
  public int kafkaController() {
    return base + 7;
  }

  /** The registry's health and metrics. */
  public int registryManagement() {
    return base + 8;
  }

  private Map<String, Integer> all() {
    Map<String, Integer> all = new LinkedHashMap<>();
    all.put("gateway", gateway());
    all.put("query API", query());
    all.put("registry", registry());
    all.put("Kafka", kafka());
    all.put("PostgreSQL", postgres());
    all.put("relay", relay());
    all.put("projector", projector());
    all.put("Kafka's controller", kafkaController());
    all.put("the registry's health", registryManagement());
    return all;
  }

  /** What is in the way, as text; empty if nothing is. */
  public String taken() {
    return all().entrySet().stream()
        .filter(port -> !FreePort.isFree(port.getValue()))
        .map(port -> "port " + port.getValue() + " (" + port.getKey() + ")")
        .collect(Collectors.joining(", "));
  }
}
