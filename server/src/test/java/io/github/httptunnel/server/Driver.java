package io.github.httptunnel.server;

import io.github.httptunnel.relay.RelayEngine;
import io.github.httptunnel.server.config.ServerConfig;
import io.github.httptunnel.transport.Transport;
import java.util.function.UnaryOperator;

/** What can move the bytes of a tunnel that is plain TCP on both sides. */
enum Driver {
  SOCKETS(Transport.Kind.EPOLL, RelayEngine.SOCKET),
  CHANNELS(Transport.Kind.EPOLL, RelayEngine.CHANNEL),
  NIO(Transport.Kind.NIO, RelayEngine.AUTO);

  private final Transport.Kind transport;
  private final RelayEngine engine;

  Driver(Transport.Kind transport, RelayEngine engine) {
    this.transport = transport;
    this.engine = engine;
  }

  RunningServer start() {
    return start(UnaryOperator.identity());
  }

  RunningServer start(UnaryOperator<ServerConfig> change) {
    return RunningServer.start(
        config -> change.apply(config.toBuilder().relayEngine(engine).build()), transport);
  }
}
