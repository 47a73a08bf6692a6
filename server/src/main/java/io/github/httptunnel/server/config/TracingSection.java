package io.github.httptunnel.server.config;

import io.github.httptunnel.tracing.TracingConfig;
import io.github.httptunnel.tunnel.Secret;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code tracing}: a word, or a section that says where spans go. */
final class TracingSection {

  private static final Pattern SHARE = Pattern.compile("0(\\.[0-9]{1,9})?|1(\\.0{1,9})?");
  private static final Pattern NAME = Pattern.compile("[!-~]([ -~]{0,98}[!-~])?");

  private TracingSection() {}

  /** By way of a plain object: to link a function to the record would load its class. */
  static @Nullable TracingConfig read(Section top) {
    return (TracingConfig)
        top.<Boolean, Object>wordOrSection(
            "tracing", off(), _ -> null, section -> detailed(section), Boolean.FALSE);
  }

  private static @Nullable TracingConfig detailed(Section section) {
    URI endpoint = section.value("endpoint", url());
    double sample = section.value("sample", share(), 1.0);
    Map<String, Secret> headers = section.section("headers", TracingSection::headers);
    String name = section.value("service_name", name(), TracingConfig.DEFAULT_NAME);
    if (endpoint == null) {
      if (!section.has("endpoint")) {
        section.error(
            "endpoint: missing (expected: such as http://127.0.0.1:4318/v1/traces; or tracing: off)");
      }
      return null;
    }
    try {
      return new TracingConfig(endpoint, sample, headers, name);
    } catch (IllegalArgumentException e) {
      section.conceal("endpoint");
      section.error(Objects.requireNonNullElse(e.getMessage(), "cannot be used"));
      return null;
    }
  }

  private static Map<String, Secret> headers(Section section) {
    Map<String, Secret> headers = new LinkedHashMap<>();
    for (String name : section.names()) {
      Secret value = section.value(name, Syntaxes.secret());
      if (value != null) {
        headers.put(name, value);
      }
    }
    return headers;
  }

  private static Syntax<Boolean> off() {
    return Syntaxes.choice(
            "one of off",
            Map.of("off", false, "false", false),
            "off, or a section with an endpoint")
        .writtenBy(_ -> "off");
  }

  /** What is wrong with it is told by what it is for: the text may hold a password. */
  private static Syntax<URI> url() {
    return new Syntax<>(
        "URL",
        "a URL such as http://127.0.0.1:4318/v1/traces",
        text -> {
          try {
            return new Parsed.Good<>(new URI(text));
          } catch (URISyntaxException _) {
            return new Parsed.Good<>(URI.create(""));
          }
        });
  }

  private static Syntax<Double> share() {
    return new Syntax<>(
        "share",
        "a number from 0 to 1, such as 0.1",
        text ->
            SHARE.matcher(text).matches()
                ? new Parsed.Good<>(Double.valueOf(text))
                : new Parsed.Bad<>("is no share"));
  }

  private static Syntax<String> name() {
    return new Syntax<>(
        "text",
        "1 to 100 printable characters of ASCII",
        text ->
            NAME.matcher(text).matches()
                ? new Parsed.Good<>(text)
                : new Parsed.Bad<>("is no name"));
  }
}
