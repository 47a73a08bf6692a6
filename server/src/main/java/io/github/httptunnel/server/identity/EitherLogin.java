package io.github.httptunnel.server.identity;

import io.github.httptunnel.tunnel.Authenticator;
import io.github.httptunnel.tunnel.Challenge;
import io.github.httptunnel.tunnel.ClientInfo;
import io.github.httptunnel.tunnel.Credentials;
import io.github.httptunnel.tunnel.Proof;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.util.Set;

/**
 * Takes a password or a token, whichever a client shows.
 *
 * @param passwords judges those
 * @param tokens judges these
 */
record EitherLogin(Authenticator passwords, Authenticator tokens) implements Authenticator {

  @Override
  public Challenge challenge() {
    return new Challenge(
        passwords.challenge().realm(), Set.of(Credentials.Kind.PASSWORD, Credentials.Kind.TOKEN));
  }

  @Override
  public Future<Verdict> authenticate(Credentials credentials, ClientInfo client, EventLoop loop) {
    return credentials instanceof Credentials.Token
        ? tokens.authenticate(credentials, client, loop)
        : passwords.authenticate(credentials, client, loop);
  }

  @Override
  public boolean stands(Proof proof) {
    return passwords.stands(proof) && tokens.stands(proof);
  }
}
