package io.github.httptunnel.server.identity;

import io.github.httptunnel.limit.ClientNetwork;
import io.github.httptunnel.tunnel.Authenticator;
import io.github.httptunnel.tunnel.Challenge;
import io.github.httptunnel.tunnel.ClientInfo;
import io.github.httptunnel.tunnel.Credentials;
import io.github.httptunnel.tunnel.Proof;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.BiPredicate;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Where passwords are checked: event loops bring them and are told later, other threads hash.
 *
 * <pre>
 *   checked lately ─► the answer, at once
 *   being checked  ─► waits for the same answer
 *   too many wrong passwords from this network, and never right before ─► {@link Verdict.Guessing}
 *   too much waits, of this network or in all ─► {@link Verdict.Busy}
 *   else it waits for its network's turn, and is hashed; a stranger's password too
 * </pre>
 *
 * <p>Thread-safe: what the threads share is small and behind one lock, which nobody holds for
 * longer than a look into a table.
 */
final class PasswordDesk implements Authenticator {

  /** Longer ones are wrong, unhashed: name and password together, in bytes of UTF-8. */
  static final int MOST_BYTES = 512;

  private final Challenge challenge;
  private final CurrentUsers users;
  private final Executor threads;
  private final BiPredicate<PasswordHash, byte[]> comparison;
  private final LoginKeys keys;
  private final Logger log;
  private final LongSupplier nanoTime;

  private final Verdicts verdicts = new Verdicts();
  private final Guesses guesses = new Guesses();
  private final Turns<Check> turns = new Turns<>();
  private final Map<LoginKey, Check> checks = new HashMap<>();

  /**
   * @param threads that hash, few
   * @param comparison of a hash with a password; takes its time
   */
  PasswordDesk(
      String realm,
      CurrentUsers users,
      Executor threads,
      BiPredicate<PasswordHash, byte[]> comparison,
      LoginKeys keys,
      Logger log,
      LongSupplier nanoTime) {
    this.challenge = new Challenge(realm, Set.of(Credentials.Kind.PASSWORD));
    this.users = users;
    this.threads = threads;
    this.comparison = comparison;
    this.keys = keys;
    this.log = log;
    this.nanoTime = nanoTime;
  }

  @Override
  public Challenge challenge() {
    return challenge;
  }

  @Override
  public Future<Verdict> authenticate(Credentials credentials, ClientInfo client, EventLoop loop) {
    if (!(credentials instanceof Credentials.Password(String user, var password))) {
      return loop.newSucceededFuture(new Verdict.Unknown());
    }
    byte[] name = user.getBytes(StandardCharsets.UTF_8);
    byte[] secret = password.value().getBytes(StandardCharsets.UTF_8);
    if (name.length + secret.length > MOST_BYTES) {
      return loop.newSucceededFuture(new Verdict.Unknown());
    }
    Promise<Verdict> answer = loop.newPromise();
    Check check =
        new Check(keys.of(name, secret), user, secret, ClientNetwork.of(client.address()), answer);
    Verdict now = enter(check, users.get());
    if (now != null) {
      check.answer(now);
    }
    return answer;
  }

  @Override
  public boolean stands(Proof proof) {
    return !(proof instanceof PasswordProof(String user, PasswordHash hash))
        || hash.equals(users.get().of(user));
  }

  /** The verdict if there is one already; else it will come. */
  private synchronized @Nullable Verdict enter(Check check, Users current) {
    long now = nanoTime.getAsLong();
    Verdict known =
        current.count() == 0 ? new Verdict.Unknown() : verdicts.find(check.key(), current, now);
    if (known != null) {
      return known;
    }
    Check same = checks.get(check.key());
    if (same != null && same.users() == current) {
      same.join(check);
      return null;
    }
    if (!verdicts.wasRight(check.key(), current) && guesses.areSpent(check.network(), now)) {
      return new Verdict.Guessing();
    }
    if (!turns.offer(check.network(), check)) {
      return new Verdict.Busy();
    }
    check.begin(current);
    checks.put(check.key(), check);
    threads.execute(this::next);
    return null;
  }

  private void next() {
    Check check = take();
    if (check == null) {
      return;
    }
    try {
      Verdict verdict = judge(check);
      finish(check, verdict);
      check.answer(verdict);
    } catch (Throwable fault) {
      log.error("Fault of this program while it checked a password", fault);
      giveUp(check);
      check.answer(new Verdict.Busy());
    }
  }

  private synchronized @Nullable Check take() {
    return turns.poll();
  }

  private Verdict judge(Check check) {
    PasswordHash hash = check.users().of(check.user());
    PasswordHash compared = hash == null ? check.users().usual() : hash;
    boolean matches = compared != null && comparison.test(compared, check.password());
    return matches && hash != null
        ? new Verdict.Known(check.user(), Set.of(), new PasswordProof(check.user(), hash))
        : new Verdict.Unknown();
  }

  private synchronized void finish(Check check, Verdict verdict) {
    long now = nanoTime.getAsLong();
    checks.remove(check.key(), check);
    verdicts.put(check.key(), check.users(), verdict, now);
    if (verdict instanceof Verdict.Unknown) {
      guesses.count(check.network(), now);
    }
  }

  private synchronized void giveUp(Check check) {
    checks.remove(check.key(), check);
  }
}
