package io.github.httptunnel.bench.load;

import io.github.httptunnel.server.config.BindAddress;
import java.net.InetSocketAddress;
import picocli.CommandLine.TypeConversionException;

/**
 * An address with a port, as an option.
 *
 * @param address resolved
 */
record Endpoint(InetSocketAddress address) {

  /** Reads {@code 127.0.0.1:8080}; no name is looked up. */
  static Endpoint parse(String text) {
    return switch (BindAddress.parse(text)) {
      case BindAddress.Valid(InetSocketAddress address) -> new Endpoint(address);
      case BindAddress.Invalid(String problem) ->
          throw new TypeConversionException(
              "'" + text + "' " + problem + " (expected: ADDRESS:PORT)");
    };
  }
}
