package io.fundstream.runtime.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusNamingConvention;

/**
 * The meters of one service. Every name gets the prefix {@code fundstream_} and every meter the
 * label {@code service}; units are base units (seconds, bytes).
 */
public final class Metrics implements AutoCloseable {
  private final PrometheusMeterRegistry registry;
  private final JvmGcMetrics garbageCollection;

  private Metrics(PrometheusMeterRegistry registry, JvmGcMetrics garbageCollection) {
    this.registry = registry;
    this.garbageCollection = garbageCollection;
  }

  /** A registry with the JVM's own meters in it. */
  public static Metrics of(String service) {
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    registry.config().namingConvention(new Prefixed()).commonTags(Tags.of("service", service));
    JvmGcMetrics garbageCollection = new JvmGcMetrics();
    garbageCollection.bindTo(registry);
    new ClassLoaderMetrics().bindTo(registry);
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    return new Metrics(registry, garbageCollection);
  }

  /** Where meters are made. Names without the prefix, words separated by dots. */
  public MeterRegistry registry() {
    return registry;
  }

  /** Everything in Prometheus' text format. */
  public String scrape() {
    return registry.scrape();
  }

  @Override
  public void close() {
    garbageCollection.close();
    registry.close();
  }

  private static final class Prefixed extends PrometheusNamingConvention {
    @Override
    public String name(
        String name,
        io.micrometer.core.instrument.Meter.Type type,
        @org.jspecify.annotations.Nullable String baseUnit) {
      return super.name("fundstream." + name, type, baseUnit);
    }
  }
}
