package io.github.httptunnel.server.cli;

import io.github.httptunnel.server.admin.AdminConfig;
import io.github.httptunnel.server.admin.TokenFile;
import io.github.httptunnel.server.api.AdminApi;
import io.github.httptunnel.tunnel.Secret;
import io.netty.util.NetUtil;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What came of opening the admin listener. */
sealed interface AdminStart {

  /**
   * The program goes on.
   *
   * @param api is open; absent: there is none
   * @param lines what to tell of it
   */
  record Done(@Nullable AdminApi api, List<String> lines) implements AdminStart, AutoCloseable {

    public Done {
      lines = List.copyOf(lines);
    }

    @Override
    public void close() {
      if (api != null) {
        api.close();
      }
    }
  }

  /**
   * The program ends.
   *
   * @param code to end with
   */
  record Failed(String problem, int code) implements AdminStart {}

  /** Opens it. */
  @FunctionalInterface
  interface Opening {
    /** With a token, if it needs one. */
    AdminApi open(AdminConfig config) throws IOException;
  }

  /**
   * Opens it, with a token of the state folder if it needs one that the operator has not chosen.
   *
   * @param config where; absent: nowhere
   * @param environment the process's variables
   */
  static AdminStart of(
      @Nullable AdminConfig config, Map<String, String> environment, Opening opening)
      throws IOException {
    if (config == null) {
      return new Done(null, List.of());
    }
    if (!config.needsToken()) {
      return open(config, "", opening);
    }
    TokenFile file = TokenFile.of(environment::get);
    if (file == null) {
      return new Failed(
          "admin.token: missing, and no state folder is known (set admin.token, or HOME)",
          ExitCode.CONFIGURATION);
    }
    return switch (file.readOrMake()) {
      case TokenFile.Result.Found(Secret token) ->
          open(config.with(token), "; its token is in " + file.path(), opening);
      case TokenFile.Result.Failed(String problem) ->
          new Failed("admin.token: " + problem, ExitCode.CONFIGURATION);
    };
  }

  private static AdminStart open(AdminConfig config, String more, Opening opening)
      throws IOException {
    String where = NetUtil.toSocketAddressString(config.bind());
    try {
      AdminApi api = opening.open(config);
      // as it was said: the JDK takes any IPv4 address for any of both families
      String real =
          NetUtil.toSocketAddressString(
              new InetSocketAddress(config.bind().getAddress(), api.address().getPort()));
      return new Done(api, List.of("admin on " + real + more));
    } catch (BindException taken) {
      String problem = where + ": " + taken.getMessage();
      return config.named()
          ? new Failed("admin: " + problem + " (see admin.bind and --admin)", ExitCode.CANNOT_BIND)
          : new Done(
              null, List.of("admin: none, " + problem + " (--admin ADDR opens it elsewhere)"));
    }
  }
}
