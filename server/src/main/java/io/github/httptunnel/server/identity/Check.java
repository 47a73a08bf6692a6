package io.github.httptunnel.server.identity;

import io.github.httptunnel.limit.ClientNetwork;
import io.github.httptunnel.tunnel.Authenticator.Verdict;
import io.netty.util.concurrent.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A name and a password that are to be checked, and all who wait for what comes of it. Guarded by
 * the lock of its {@link PasswordDesk} until it is over.
 */
final class Check {

  private final LoginKey key;
  private final String user;
  private final byte[] password;
  private final ClientNetwork network;
  private final List<Promise<Verdict>> waiting = new ArrayList<>(1);
  private @Nullable Users users;

  Check(
      LoginKey key, String user, byte[] password, ClientNetwork network, Promise<Verdict> answer) {
    this.key = key;
    this.user = user;
    this.password = password;
    this.network = network;
    this.waiting.add(answer);
  }

  LoginKey key() {
    return key;
  }

  String user() {
    return user;
  }

  byte[] password() {
    return password;
  }

  ClientNetwork network() {
    return network;
  }

  /** With whom it is compared; not to be asked for before it has begun. */
  Users users() {
    return Objects.requireNonNull(users, "a check that has not begun");
  }

  void begin(Users current) {
    users = current;
  }

  /** Another who shows the same waits for the same. */
  void join(Check other) {
    waiting.addAll(other.waiting);
  }

  /** Tells all who wait, each on its event loop. */
  void answer(Verdict verdict) {
    waiting.forEach(promise -> promise.trySuccess(verdict));
  }
}
