package io.fundstream.parts.containers;

import com.github.dockerjava.api.DockerClient;
import io.fundstream.parts.Part;
import io.fundstream.parts.PartFailed;
import java.time.Duration;
import java.util.OptionalLong;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;

/**
 * A container with a fixed port of this machine, so that clients find it again after a restart
 * (Docker gives out new random ones).
 */
abstract class ContainerPart implements Part {
  /** So that the registry reaches PostgreSQL by name. */
  static final Network NETWORK = Network.newNetwork();

  private static final Duration START_LIMIT = Duration.ofSeconds(90);
  private static final int STOP_SECONDS = 8;

  private final String name;
  final GenericContainer<?> container;
  private boolean created;

  ContainerPart(String name, String image, int port, int innerPort) {
    this.name = name;
    this.container = new GenericContainer<>(image);
    container.withNetwork(NETWORK);
    container.withExposedPorts(innerPort);
    container.setPortBindings(java.util.List.of(port + ":" + innerPort));
    container.withStartupTimeout(START_LIMIT);
  }

  /** Whether the server serves; called often until it does. */
  abstract boolean answers();

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final void start() {
    if (running()) {
      return;
    }
    if (created) {
      docker().startContainerCmd(container.getContainerId()).exec();
    } else {
      container.start();
      created = true;
    }
    long end = System.nanoTime() + START_LIMIT.toNanos();
    while (!answers()) {
      if (System.nanoTime() > end || !running()) {
        throw new PartFailed(name + " does not start; its log:\n" + container.getLogs());
      }
      java.util.concurrent.locks.LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
  }

  @Override
  public final void stop() {
    if (running()) {
      docker().stopContainerCmd(container.getContainerId()).withTimeout(STOP_SECONDS).exec();
    }
  }

  @Override
  public final void kill() {
    if (running()) {
      docker().killContainerCmd(container.getContainerId()).exec();
    }
  }

  @Override
  public final boolean running() {
    return created && container.isRunning();
  }

  @Override
  public final OptionalLong pid() {
    return OptionalLong.empty();
  }

  /** Removes the container with its data. */
  @Override
  public final void close() {
    container.stop();
  }

  private static DockerClient docker() {
    return DockerClientFactory.instance().client();
  }
}
