package io.github.httptunnel.http1;

import io.github.httptunnel.answer.RecordingSink;
import io.github.httptunnel.answer.Wire;
import io.github.httptunnel.tunnel.Authenticator;
import io.github.httptunnel.tunnel.Challenge;
import io.github.httptunnel.tunnel.ClientInfo;
import io.github.httptunnel.tunnel.Credentials;
import io.github.httptunnel.tunnel.Outcome;
import io.github.httptunnel.tunnel.Phase;
import io.github.httptunnel.tunnel.Refusal;
import io.github.httptunnel.tunnel.Refusal.Unauthenticated;
import io.github.httptunnel.tunnel.TunnelRequest;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A client of a listener that asks who it is, and a judge who says what the test wants. */
final class LoginRig implements Authenticator, AutoCloseable {

  /** {@code user:pass}. */
  static final String PASSWORD = "Proxy-Authorization: Basic dXNlcjpwYXNz\r\n";

  static final Verdict USER = new Verdict.Known("user");

  private static final Challenge CHALLENGE =
      new Challenge("tunnel", Set.of(Credentials.Kind.PASSWORD));

  private final Wire wire = new Wire();
  private final RecordingSink sink = new RecordingSink();
  private final List<Credentials> shown = new ArrayList<>();
  private Challenge challenge = CHALLENGE;
  private @Nullable Verdict verdict = USER;
  private @Nullable Promise<Verdict> pending;

  Wire wire() {
    return wire;
  }

  RecordingSink sink() {
    return sink;
  }

  /** What the judge was shown, in order. */
  List<Credentials> shown() {
    return shown;
  }

  /** What was asked for first. */
  TunnelRequest opened() {
    return sink.opened().getFirst().request();
  }

  /** Lets the client connect. */
  LoginRig install(Http1Answers answers) {
    new Http1Negotiator(Duration.ofSeconds(10), answers, ExchangePolicy.defaults())
        .asking(this)
        .install(wire.channel(), wire.client(), sink);
    return this;
  }

  /** What the judge says from now on; nothing: it takes its time. */
  LoginRig judging(@Nullable Verdict next) {
    verdict = next;
    return this;
  }

  /** What clients are asked for. */
  LoginRig asking(Credentials.Kind... kinds) {
    challenge = new Challenge("tunnel", Set.of(kinds));
    return this;
  }

  /** The judge has made up its mind. */
  void decide(Verdict decided) {
    Objects.requireNonNull(pending).setSuccess(decided);
    wire.channel().runPendingTasks();
  }

  @Override
  public Challenge challenge() {
    return challenge;
  }

  @Override
  public Future<Verdict> authenticate(Credentials credentials, ClientInfo client, EventLoop loop) {
    shown.add(credentials);
    if (verdict != null) {
      return loop.newSucceededFuture(verdict);
    }
    pending = loop.newPromise();
    return pending;
  }

  static String connect(String field) {
    return "CONNECT a.example:443 HTTP/1.1\r\nHost: a\r\n" + field + "\r\n";
  }

  static String get(String field) {
    return "GET http://a.example/ HTTP/1.1\r\nHost: a\r\n" + field + "\r\n";
  }

  static Outcome refused(Unauthenticated.Lack lack) {
    return refused(new Unauthenticated(lack, CHALLENGE));
  }

  static Outcome refused(Refusal refusal) {
    return new Outcome.Refused(refusal, Phase.NEGOTIATE);
  }

  @Override
  public void close() {
    wire.close();
  }
}
