package io.github.httptunnel.tracing;

import io.github.httptunnel.tunnel.Secret;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where spans go, and which. Immutable; {@code toString} hides the values of the headers.
 *
 * @param endpoint a collector that takes OTLP over HTTP: {@code http} or {@code https} with a host,
 *     and nothing that would be a secret
 * @param sample which part of the traces is recorded that begin here, from 0 to 1; of others the
 *     client decides
 * @param headers what every request to the collector carries beside its own, by names in lower case
 * @param serviceName how the collector is to call this program
 */
public record TracingConfig(
    URI endpoint, double sample, Map<String, Secret> headers, String serviceName) {

  /** What {@link #serviceName()} is if nobody says anything else. */
  public static final String DEFAULT_NAME = "http-tunnel";

  private static final Pattern TOKEN = Pattern.compile("[a-z0-9!#$%&'*+.^_`|~-]+");
  private static final Pattern VALUE = Pattern.compile("[!-~]([ -~]*[!-~])?");
  private static final Set<String> OWN =
      Set.of("content-type", "content-length", "content-encoding", "transfer-encoding", "host");

  /** Copies the headers and checks everything. */
  public TracingConfig {
    headers = Map.copyOf(headers);
    check(endpoint);
    if (!(sample >= 0 && sample <= 1)) {
      throw new IllegalArgumentException("sample: " + sample + " (expected: 0 to 1)");
    }
    headers.forEach(TracingConfig::check);
    if (serviceName.isBlank()) {
      throw new IllegalArgumentException("service_name: blank (expected: a name)");
    }
  }

  /** All traces, without headers. */
  public static TracingConfig to(URI endpoint) {
    return new TracingConfig(endpoint, 1, Map.of(), DEFAULT_NAME);
  }

  /** The endpoint as it may be shown to anybody: without its path. */
  public String collector() {
    return endpoint.getScheme() + "://" + endpoint.getAuthority();
  }

  private static void check(URI endpoint) {
    String scheme = endpoint.getScheme();
    if (!("http".equals(scheme) || "https".equals(scheme)) || endpoint.getHost() == null) {
      throw new IllegalArgumentException(
          "endpoint: no URL of a collector (expected: such as http://127.0.0.1:4318/v1/traces)");
    }
    if (endpoint.getRawUserInfo() != null
        || endpoint.getRawQuery() != null
        || endpoint.getRawFragment() != null) {
      throw new IllegalArgumentException(
          "endpoint: holds more than scheme, host, port and path (expected: what is secret in"
              + " headers, such as authorization)");
    }
  }

  private static void check(String name, Secret value) {
    if (!TOKEN.matcher(name).matches() || OWN.contains(name)) {
      throw new IllegalArgumentException(
          "headers." + name + ": cannot be set (expected: a header's name in lower case)");
    }
    if (!VALUE.matcher(value.value()).matches()) {
      throw new IllegalArgumentException(
          "headers." + name + ": no value of a header (expected: printable ASCII)");
    }
  }
}
