package io.fundstream.runtime.service;

import io.fundstream.runtime.config.InvalidSettings;
import io.fundstream.runtime.config.Settings;
import io.fundstream.runtime.config.SettingsDescribed;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns a service into a process. The only place that ends one: status 0 after SIGTERM, 1 after a
 * fatal error or when it does not start, 2 for settings that are wrong.
 */
public final class ServiceMain {
  private static final Logger LOG = LoggerFactory.getLogger(ServiceMain.class);
  private static final Duration LONGEST_CLOSE = Duration.ofSeconds(9);

  private ServiceMain() {}

  /**
   * Runs the service until it is told to stop or fails. Does not return except for {@code --help}.
   *
   * @param start makes the configuration from the settings and starts the service
   */
  public static void run(
      String name,
      String[] args,
      Map<String, String> env,
      Function<Settings, RunningService> start) {
    if (List.of(args).contains("--help")) {
      System.out.print(help(name, start));
      return;
    }
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, e) -> LOG.error("uncaught in {}", thread.getName(), e));
    RunningService service = startOrEnd(name, env, start);
    AtomicBoolean ending = new AtomicBoolean();
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> end(service, ending, 0), name + "-shutdown"));
    LOG.info("{} is up on {}", name, service.http());
    end(service, ending, awaitFatal(service));
  }

  private static String help(String name, Function<Settings, RunningService> start) {
    try {
      start.apply(Settings.describing(name)).close();
      throw new IllegalStateException(name + " started although only its settings were asked for");
    } catch (SettingsDescribed described) {
      return described.help();
    }
  }

  private static RunningService startOrEnd(
      String name, Map<String, String> env, Function<Settings, RunningService> start) {
    try {
      return start.apply(Settings.from(env, name));
    } catch (InvalidSettings e) {
      System.err.println(e.getMessage());
      Runtime.getRuntime().halt(2);
      throw e;
    } catch (RuntimeException | Error e) {
      LOG.error("{} did not start", name, e);
      Runtime.getRuntime().halt(1);
      throw e;
    }
  }

  private static int awaitFatal(RunningService service) {
    try {
      Throwable cause = service.fatal().toCompletableFuture().get();
      LOG.error("{} cannot go on", service.name(), cause);
    } catch (ExecutionException e) {
      LOG.error("{} cannot go on", service.name(), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      LOG.error("{} was interrupted while it ran", service.name());
    }
    return 1;
  }

  /** The JVM would end with 143 on SIGTERM, so the status is set by halting. */
  private static void end(RunningService service, AtomicBoolean ending, int status) {
    if (!ending.compareAndSet(false, true)) {
      awaitHalt();
      return;
    }
    Runtime.getRuntime().halt(closed(service) ? status : 1);
  }

  private static boolean closed(RunningService service) {
    Thread closing =
        Thread.ofPlatform().daemon().name(service.name() + "-close").unstarted(service::close);
    AtomicBoolean failed = new AtomicBoolean();
    closing.setUncaughtExceptionHandler((thread, e) -> {
      failed.set(true);
      LOG.error("{} did not close cleanly", service.name(), e);
    });
    closing.start();
    try {
      if (closing.join(LONGEST_CLOSE)) {
        LOG.info("{} is down", service.name());
        return !failed.get();
      }
      LOG.error("{} did not close within {}", service.name(), LONGEST_CLOSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      LOG.error("{} was interrupted while it closed", service.name());
    }
    return false;
  }

  /** Whoever ends second waits for the first to halt the process. */
  private static void awaitHalt() {
    try {
      Thread.currentThread().join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
