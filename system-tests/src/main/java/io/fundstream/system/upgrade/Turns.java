package io.fundstream.system.upgrade;

import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Instances of one service that get requests by turns, as behind a load balancer. */
final class Turns implements Supplier<URI> {
  private final List<URI> instances = new CopyOnWriteArrayList<>();
  private final AtomicInteger next = new AtomicInteger();

  Turns(String first) {
    instances.add(URI.create(first));
  }

  /** From now on this one gets requests, too. */
  void add(URI instance) {
    instances.add(instance);
  }

  /** From now on this one gets none; what it has begun it may finish. */
  void remove(String instance) {
    instances.remove(URI.create(instance));
  }

  @Override
  public URI get() {
    URI[] now = instances.toArray(URI[]::new);
    return now[Math.floorMod(next.getAndIncrement(), now.length)];
  }
}
