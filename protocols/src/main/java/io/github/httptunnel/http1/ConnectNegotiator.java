package io.github.httptunnel.http1;

import io.github.httptunnel.tunnel.ClientInfo;
import io.github.httptunnel.tunnel.Negotiator;
import io.github.httptunnel.tunnel.TunnelSink;
import io.netty.channel.Channel;
import java.time.Duration;

/**
 * CONNECT over HTTP/1.1 and HTTP/1.0: one request for each connection, which is a tunnel afterwards
 * or closed (RFC 9931).
 */
public final class ConnectNegotiator implements Negotiator {

  private final Duration initiationTimeout;
  private final Http1Answers answers;

  /**
   * @param initiationTimeout from accept to the complete head
   */
  public ConnectNegotiator(Duration initiationTimeout, Http1Answers answers) {
    this.initiationTimeout = initiationTimeout;
    this.answers = answers;
  }

  @Override
  public String name() {
    return "http";
  }

  @Override
  public void install(Channel client, ClientInfo info, TunnelSink sink) {
    client.pipeline().addLast(new ConnectHandler(info, sink, initiationTimeout, answers));
  }
}
