package io.github.httptunnel.server.assembly;

import io.github.httptunnel.access.OperatorTarget;
import io.github.httptunnel.connect.DirectConnector;
import io.github.httptunnel.tunnel.ClientInfo;
import io.github.httptunnel.tunnel.ConnectResult;
import io.github.httptunnel.tunnel.Connector;
import io.github.httptunnel.tunnel.Target;
import io.github.httptunnel.tunnel.TunnelRequest;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Tries whether something can be reached, in the way in which tunnels reach it. Blocks. */
final class Probe {

  /** Nobody: for those who count by client. */
  private static final InetSocketAddress CLIENT =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

  private final Foundation base;
  private final CurrentPlan current;

  Probe(Foundation base, CurrentPlan current) {
    this.base = base;
    this.current = current;
  }

  /** Whether it was reached; the connection is closed at once. */
  boolean reaches(Target target) {
    EventLoop loop = base.transport().loops().next();
    Future<Future<ConnectResult>> dial = loop.submit(() -> dial(target, loop));
    return dial.awaitUninterruptibly().isSuccess()
        && dial.getNow().awaitUninterruptibly().isSuccess()
        && isConnected(dial.getNow().getNow());
  }

  private Future<ConnectResult> dial(Target target, EventLoop loop) {
    Plan plan = current.get();
    Connector connector =
        new DirectConnector(
            plan.names().resolver(),
            plan.names().order(),
            new OperatorTarget(base.own()),
            plan.config().connect(),
            base::dialer);
    ClientInfo nobody = new ClientInfo(CLIENT, "", "probe", true, loop.ticker().nanoTime());
    return connector.connect(new TunnelRequest(target, nobody), loop);
  }

  private static boolean isConnected(ConnectResult result) {
    return switch (result) {
      case ConnectResult.Connected connected -> {
        connected.target().close();
        yield true;
      }
      case ConnectResult.Failed _ -> false;
    };
  }
}
