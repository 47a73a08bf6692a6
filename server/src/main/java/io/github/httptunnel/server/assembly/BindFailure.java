package io.github.httptunnel.server.assembly;

import java.net.InetSocketAddress;
import java.util.Locale;

/** Says in words why an address could not be bound. */
final class BindFailure {

  private static final int FIRST_UNPRIVILEGED = 1024;

  private BindFailure() {}

  static String words(InetSocketAddress address, Throwable cause) {
    String where = address.getHostString() + ":" + address.getPort();
    String message = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
    if (message.contains("in use")) {
      return "cannot listen on "
          + where
          + ": the address is in use by another program (ss -ltnp shows which; choose another with"
          + " --bind)";
    }
    if (message.contains("permission") && address.getPort() < FIRST_UNPRIVILEGED) {
      return "cannot listen on "
          + where
          + ": permission denied; ports below 1024 need CAP_NET_BIND_SERVICE (choose one from 1024"
          + " on with --bind)";
    }
    if (message.contains("cannot assign")) {
      return "cannot listen on "
          + where
          + ": this machine has no such address (ip address shows those it has)";
    }
    return "cannot listen on " + where + ": " + cause.getClass().getSimpleName() + ", " + message;
  }
}
