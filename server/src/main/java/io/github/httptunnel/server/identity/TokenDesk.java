package io.github.httptunnel.server.identity;

import io.github.httptunnel.limit.ClientNetwork;
import io.github.httptunnel.tunnel.Authenticator;
import io.github.httptunnel.tunnel.Challenge;
import io.github.httptunnel.tunnel.ClientInfo;
import io.github.httptunnel.tunnel.Credentials;
import io.github.httptunnel.tunnel.Proof;
import io.github.httptunnel.tunnel.Secret;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.nio.charset.StandardCharsets;
import java.security.Key;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Where tokens are checked: event loops bring them and are told later, other threads verify, for
 * networks in turn. A token that was good is remembered as long as it is good and the issuer's keys
 * are the same. One that names an unknown key waits while the keys are fetched again.
 *
 * <p>Thread-safe: what the threads share is behind one lock, which nobody holds for longer than a
 * look into a table.
 */
final class TokenDesk implements Authenticator {

  /** Longer ones are none, unread. */
  static final int MOST_BYTES = 8 * 1024;

  private static final int MOST_REMEMBERED = 10_000;
  private static final int MOST_WAITING_FOR_KEYS = 512;
  private static final byte[] NOBODY = {};

  private final Challenge challenge;
  private final TokenVerifier verifier;
  private final KeySupply keys;
  private final boolean outlive;
  private final Executor threads;
  private final LoginKeys loginKeys;
  private final Logger log;
  private final InstantSource clock;

  private final Bounded<LoginKey, Good> good = new Bounded<>(MOST_REMEMBERED);
  private final Turns<Check> turns = new Turns<>();
  private int waitingForKeys;

  private record Good(Verdict.Known verdict, TokenKeys keys, Instant until) {}

  private record Check(LoginKey key, String token, Promise<Verdict> answer) {}

  TokenDesk(
      String realm,
      TokenConfig config,
      KeySupply keys,
      Executor threads,
      LoginKeys loginKeys,
      Logger log,
      InstantSource clock) {
    this.challenge = new Challenge(realm, Set.of(Credentials.Kind.TOKEN));
    this.verifier = new TokenVerifier(config);
    this.keys = keys;
    this.outlive = config.outlive();
    this.threads = threads;
    this.loginKeys = loginKeys;
    this.log = log;
    this.clock = clock;
  }

  @Override
  public Challenge challenge() {
    return challenge;
  }

  @Override
  public Future<Verdict> authenticate(Credentials credentials, ClientInfo client, EventLoop loop) {
    if (!(credentials instanceof Credentials.Token(Secret token)) || !isOne(token.value())) {
      return loop.newSucceededFuture(new Verdict.Unknown());
    }
    byte[] bytes = token.value().getBytes(StandardCharsets.US_ASCII);
    Promise<Verdict> answer = loop.newPromise();
    Check check = new Check(loginKeys.of(NOBODY, bytes), token.value(), answer);
    Verdict now = enter(check, ClientNetwork.of(client.address()));
    return now == null ? answer : loop.newSucceededFuture(now);
  }

  /** Three parts: an encrypted token has five, and brings work along that nobody has asked for. */
  private static boolean isOne(String token) {
    return token.length() <= MOST_BYTES && token.chars().filter(c -> c == '.').count() == 2;
  }

  @Override
  public boolean stands(Proof proof) {
    return !(proof instanceof TokenProof(Key key, var until, _))
        || (keys.get().hold(key) && (until == null || clock.instant().isBefore(until)));
  }

  private synchronized @Nullable Verdict enter(Check check, ClientNetwork network) {
    Good known = good.get(check.key());
    if (known != null && known.keys() == keys.get() && clock.instant().isBefore(known.until())) {
      return known.verdict();
    }
    if (!turns.offer(network, check)) {
      return new Verdict.Busy();
    }
    threads.execute(this::next);
    return null;
  }

  private void next() {
    Check check = take();
    if (check != null) {
      answer(check, true);
    }
  }

  private synchronized @Nullable Check take() {
    return turns.poll();
  }

  /**
   * @param mayWait whether the keys may be fetched again for it
   */
  private void answer(Check check, boolean mayWait) {
    Verdict verdict;
    try {
      verdict = judge(check, mayWait);
    } catch (RuntimeException | StackOverflowError fault) {
      log.error("Fault of this program while it checked a token", fault);
      verdict = new Verdict.Busy();
    }
    if (verdict != null) {
      check.answer().trySuccess(verdict);
    }
  }

  /** The verdict; absent if it will come. */
  private @Nullable Verdict judge(Check check, boolean mayWait) {
    TokenKeys now = keys.get();
    return switch (verifier.verify(check.token(), now, clock.instant())) {
      case TokenVerifier.Result.Valid valid -> remember(check.key(), valid, now);
      case TokenVerifier.Result.Invalid() -> new Verdict.Unknown();
      case TokenVerifier.Result.UnknownKey() when mayWait && waitForKeys(check) -> null;
      // without any key nothing can be said about anybody's token
      case TokenVerifier.Result.UnknownKey() ->
          keys.get().isEmpty() ? new Verdict.Busy() : new Verdict.Unknown();
    };
  }

  private synchronized Verdict remember(
      LoginKey key, TokenVerifier.Result.Valid valid, TokenKeys with) {
    TokenProof proof = new TokenProof(valid.key(), outlive ? null : valid.until(), clock);
    Verdict.Known verdict = new Verdict.Known(valid.user(), valid.groups(), proof);
    good.put(key, new Good(verdict, with, valid.until()));
    return verdict;
  }

  private boolean waitForKeys(Check check) {
    CompletableFuture<Void> renewal = keys.renew();
    if (renewal == null || !isRoomToWait()) {
      return false;
    }
    renewal.thenRun(() -> {
      waited();
      answer(check, false);
    });
    return true;
  }

  private synchronized boolean isRoomToWait() {
    if (waitingForKeys == MOST_WAITING_FOR_KEYS) {
      return false;
    }
    waitingForKeys++;
    return true;
  }

  private synchronized void waited() {
    waitingForKeys--;
  }
}
