package io.github.httptunnel.server.cli;

import io.github.httptunnel.tunnel.Secret;
import io.netty.util.NetUtil;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Asks a running program. Used by one thread.
 *
 * @param address where its admin listener is
 * @param token what it may want to see; absent: nothing is known
 */
record AdminClient(InetSocketAddress address, @Nullable Secret token) {

  private static final int CONNECT_MILLIS = 3_000;
  private static final int READ_MILLIS = 15_000;

  /** What came of asking. */
  sealed interface Reply {

    /** What was asked for. */
    record Text(String text) implements Reply {}

    /**
     * There is none.
     *
     * @param words what, where, and what to do
     */
    record Problem(String words) implements Reply {}
  }

  /**
   * Asks.
   *
   * @param path with its query
   * @param type which is wanted
   */
  Reply get(String path, String type) {
    String where = NetUtil.toSocketAddressString(address);
    try {
      HttpURLConnection connection =
          (HttpURLConnection)
              URI.create("http://" + where + path).toURL().openConnection(Proxy.NO_PROXY);
      connection.setConnectTimeout(CONNECT_MILLIS);
      connection.setReadTimeout(READ_MILLIS);
      connection.setRequestProperty("Accept", type);
      if (token != null) {
        connection.setRequestProperty("Authorization", "Bearer " + token.value());
      }
      int status = connection.getResponseCode();
      return status == 200 ? new Reply.Text(read(connection)) : problem(where, status);
    } catch (ConnectException _) {
      return new Reply.Problem(
          where
              + ": nobody answers (expected: a running http-tunnel; --admin ADDR says where it is)");
    } catch (IOException e) {
      return new Reply.Problem(
          where + ": no proper answer came (" + e.getClass().getSimpleName() + ")");
    }
  }

  private static String read(HttpURLConnection connection) throws IOException {
    try (InputStream in = connection.getInputStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private Reply problem(String where, int status) {
    if (status != HttpURLConnection.HTTP_UNAUTHORIZED) {
      return new Reply.Problem(where + ": answers with " + status + "; is that an http-tunnel?");
    }
    return new Reply.Problem(
        where
            + (token == null
                ? ": asks for a token (--token-file FILE holds it)"
                : ": takes another token than this one (see --token-file, or admin.token)"));
  }
}
