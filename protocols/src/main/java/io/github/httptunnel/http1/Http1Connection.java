package io.github.httptunnel.http1;

import io.github.httptunnel.http.Field;
import io.github.httptunnel.http.HttpLogin;
import io.github.httptunnel.tunnel.Authenticator;
import io.github.httptunnel.tunnel.ClientInfo;
import io.github.httptunnel.tunnel.Refusal;
import io.github.httptunnel.tunnel.TunnelSink;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.util.List;
import java.util.function.Consumer;

/** What the requests on one client connection have in common. Confined to its event loop. */
final class Http1Connection {

  private final ClientInfo client;
  private final EventLoop loop;
  private final TunnelSink sink;
  private final Http1Settings settings;
  private final KeptTargets kept;
  private boolean draining;
  private boolean ended;

  /**
   * @param loop the connection's
   * @param kept target connections that may serve this client
   */
  Http1Connection(
      ClientInfo client,
      EventLoop loop,
      TunnelSink sink,
      Http1Settings settings,
      KeptTargets kept) {
    this.client = client;
    this.loop = loop;
    this.sink = sink;
    this.settings = settings;
    this.kept = kept;
  }

  ClientInfo client() {
    return client;
  }

  TunnelSink sink() {
    return sink;
  }

  Http1Settings settings() {
    return settings;
  }

  KeptTargets kept() {
    return kept;
  }

  /**
   * Finds out who makes a request, and then tells one of the two, at once if nobody has to be
   * asked.
   *
   * @param fields of the request
   * @param known told who asks, with the name that is proved, if any
   */
  void identify(
      List<Field> fields,
      ClientInfo asking,
      Consumer<ClientInfo> known,
      Consumer<Refusal> unknown) {
    Authenticator authenticator = settings.authenticator();
    if (authenticator == null) {
      known.accept(asking);
      return;
    }
    HttpLogin.of(fields, asking, authenticator, loop)
        .addListener((Future<HttpLogin.Result> login) -> {
          switch (login.getNow()) {
            case HttpLogin.Result.Known(ClientInfo client) -> known.accept(client);
            case HttpLogin.Result.Refused(Refusal refusal) -> unknown.accept(refusal);
          }
        });
  }

  /** No further request will come: what is kept for this client alone is closed. */
  void letGoOfTargets() {
    if (!settings.exchanges().shareTargets()) {
      kept.close();
    }
  }

  /** No further request is wanted. */
  void drain() {
    draining = true;
  }

  /** Memory is short: what is kept to save time is closed. */
  void conserve() {
    kept.close();
  }

  /** Whether the request that is under way is to be the last one. */
  boolean isLast() {
    return draining || settings.memoryIsShort().getAsBoolean();
  }

  /** The client will send nothing more, and may still wait for answers. */
  void end() {
    ended = true;
  }

  boolean hasEnded() {
    return ended;
  }
}
