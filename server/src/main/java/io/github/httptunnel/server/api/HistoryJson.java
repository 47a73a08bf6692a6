package io.github.httptunnel.server.api;

import io.github.httptunnel.server.accesslog.Json;
import io.github.httptunnel.server.api.History.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** What was, for machines: a column for each figure. */
final class HistoryJson {

  private HistoryJson() {}

  /**
   * The document.
   *
   * @param now on the clock of the samples
   */
  static String of(List<Sample> samples, long now) {
    return Json.object(json -> {
      json.number("period_seconds", History.PERIOD.toSeconds());
      column(
          json,
          samples,
          "age_millis",
          sample -> TimeUnit.NANOSECONDS.toMillis(now - sample.nanos()));
      column(json, samples, "downstream_bytes_per_second", Sample::downstreamRate);
      column(json, samples, "upstream_bytes_per_second", Sample::upstreamRate);
      column(json, samples, "tunnels", Sample::tunnels);
      column(json, samples, "requests_per_minute", Sample::requests);
      column(json, samples, "refused_per_minute", Sample::refused);
      json.object("connect", quantiles(samples, Sample::connect));
      json.object("handshake", quantiles(samples, Sample::handshake));
    });
  }

  private static void column(
      Json json, List<Sample> samples, String name, ToLongFunction<Sample> figure) {
    json.numbers(name, samples.stream().map(figure::applyAsLong).toList());
  }

  private static Consumer<Json> quantiles(
      List<Sample> samples, Function<Sample, @Nullable Quantiles> which) {
    return json -> {
      quantile(json, samples, "p50_micros", which, Quantiles::p50);
      quantile(json, samples, "p90_micros", which, Quantiles::p90);
      quantile(json, samples, "p99_micros", which, Quantiles::p99);
    };
  }

  private static void quantile(
      Json json,
      List<Sample> samples,
      String name,
      Function<Sample, @Nullable Quantiles> which,
      ToLongFunction<Quantiles> figure) {
    List<@Nullable Long> column = new ArrayList<>();
    for (Sample sample : samples) {
      Quantiles quantiles = which.apply(sample);
      column.add(quantiles == null ? null : figure.applyAsLong(quantiles));
    }
    json.numbers(name, column);
  }
}
