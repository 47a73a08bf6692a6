package io.github.httptunnel.server.metrics;

import io.prometheus.metrics.config.PrometheusProperties;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.core.metrics.Info;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.Unit;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;

/**
 * Makes metrics and adds them to a registry. None has exemplars: those are records of single
 * requests.
 *
 * @param properties the library's; those of the environment and of files are not read
 */
record Instruments(PrometheusRegistry registry, PrometheusProperties properties) {

  static final String PREFIX = "http_tunnel_";

  /** From a quick answer on the same machine to the longest timeout. */
  private static final double[] SECONDS = {
    0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30
  };

  Instruments(PrometheusRegistry registry) {
    this(registry, PrometheusProperties.builder().build());
  }

  Counter counter(String name, String help, String... labels) {
    return Counter.builder(properties)
        .name(PREFIX + name)
        .help(help)
        .labelNames(labels)
        .withoutExemplars()
        .register(registry);
  }

  /** A counter that somebody else keeps; read at each scrape. */
  void counted(
      String name, String help, Consumer<CounterWithCallback.Callback> read, String... labels) {
    CounterWithCallback.builder(properties)
        .name(PREFIX + name)
        .help(help)
        .labelNames(labels)
        .callback(read)
        .register(registry);
  }

  void counted(String name, String help, DoubleSupplier read) {
    counted(name, help, callback -> callback.call(read.getAsDouble()));
  }

  /** A figure that is read at each scrape. */
  void measured(
      String name, String help, Consumer<GaugeWithCallback.Callback> read, String... labels) {
    GaugeWithCallback.builder(properties)
        .name(PREFIX + name)
        .help(help)
        .labelNames(labels)
        .callback(read)
        .register(registry);
  }

  void measured(String name, String help, DoubleSupplier read) {
    measured(name, help, callback -> callback.call(read.getAsDouble()));
  }

  /** Durations up to half a minute, in classic and in native buckets. */
  Histogram latency(String name, String help) {
    return histogram(name, help, SECONDS);
  }

  Histogram histogram(String name, String help, double... classicBounds) {
    return Histogram.builder(properties)
        .name(PREFIX + name)
        .help(help)
        .unit(Unit.SECONDS)
        .classicUpperBounds(classicBounds)
        .withoutExemplars()
        .register(registry);
  }

  Info info(String name, String help, String... labels) {
    return Info.builder(properties)
        .name(PREFIX + name)
        .help(help)
        .labelNames(labels)
        .register(registry);
  }
}
