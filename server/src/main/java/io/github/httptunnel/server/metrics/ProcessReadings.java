package io.github.httptunnel.server.metrics;

import io.prometheus.metrics.config.PrometheusProperties;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.instrumentation.jvm.JvmBufferPoolMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmClassLoadingMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmCompilationMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmGarbageCollectorMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmMemoryMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmMemoryPoolAllocationMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmNativeMemoryMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmRuntimeInfoMetric;
import io.prometheus.metrics.instrumentation.jvm.JvmThreadsMetrics;
import io.prometheus.metrics.instrumentation.jvm.ProcessMetrics;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

/**
 * What the JVM and the system say of this process: all that the library knows, but for the open
 * files, which it would list at each scrape.
 *
 * @param files counts them instead
 */
record ProcessReadings(
    PrometheusRegistry registry, PrometheusProperties properties, OpenFiles files) {

  private static final String OPEN_FILES = "process_open_fds";

  void register() {
    JvmThreadsMetrics.builder(properties).register(registry);
    JvmBufferPoolMetrics.builder(properties).register(registry);
    JvmClassLoadingMetrics.builder(properties).register(registry);
    JvmCompilationMetrics.builder(properties).register(registry);
    JvmGarbageCollectorMetrics.builder(properties).register(registry);
    JvmMemoryPoolAllocationMetrics.builder(properties).register(registry);
    JvmMemoryMetrics.builder(properties).register(registry);
    JvmNativeMemoryMetrics.builder(properties).register(registry);
    JvmRuntimeInfoMetric.builder(properties).register(registry);
    PrometheusRegistry process = new PrometheusRegistry();
    ProcessMetrics.builder(properties).register(process);
    MultiCollector others = () -> process.scrape(name -> !name.equals(OPEN_FILES));
    registry.register(others);
    if (files.count().open() >= 0) {
      GaugeWithCallback.builder(properties)
          .name(OPEN_FILES)
          .help("Number of open file descriptors.")
          .callback(callback -> callback.call((double) files.count().open()))
          .register(registry);
    }
  }
}
