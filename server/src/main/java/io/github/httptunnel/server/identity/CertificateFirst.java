package io.github.httptunnel.server.identity;

import io.github.httptunnel.tunnel.Authenticator;
import io.github.httptunnel.tunnel.Challenge;
import io.github.httptunnel.tunnel.ClientInfo;
import io.github.httptunnel.tunnel.Credentials;
import io.github.httptunnel.tunnel.Proof;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;

/**
 * Takes the name that a client's connection has proved, and asks those whose connection has proved
 * none.
 *
 * @param others judges what those show
 */
record CertificateFirst(Authenticator others) implements Authenticator {

  @Override
  public Challenge challenge() {
    return others.challenge();
  }

  @Override
  public boolean stands(Proof proof) {
    return others.stands(proof);
  }

  @Override
  public Future<Verdict> authenticate(Credentials credentials, ClientInfo client, EventLoop loop) {
    return client.user() == null
        ? others.authenticate(credentials, client, loop)
        : loop.newSucceededFuture(new Verdict.Known(client.user()));
  }
}
