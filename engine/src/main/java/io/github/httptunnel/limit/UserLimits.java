package io.github.httptunnel.limit;

import io.github.httptunnel.limit.LimitPolicy.PerUser;
import io.github.httptunnel.tunnel.Admission;
import io.github.httptunnel.tunnel.Bandwidth;
import io.github.httptunnel.tunnel.Direction;
import io.github.httptunnel.tunnel.Limit;
import io.github.httptunnel.tunnel.Refusal.OverLimit;
import io.github.httptunnel.tunnel.Refusal.OverLimit.Measure;
import io.github.httptunnel.tunnel.Share;
import io.github.httptunnel.tunnel.TunnelRequest;
import io.netty.channel.EventLoop;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * What any one user may have of the process, from all addresses together: tunnels, and bytes in a
 * day. Requests without a user are not counted. Thread-safe.
 */
final class UserLimits implements Limit {

  private static final Admission UNCOUNTED = new Admission.Admitted(() -> {});
  private static final long DAY = TimeUnit.DAYS.toSeconds(1);

  private final Supplier<LimitPolicy> policy;
  private final SipHash hash;
  private final LongSupplier nanoTime;
  private final InstantSource wallClock;
  private final LimitTally tally;
  private final Accounts<UserAccount> accounts = new Accounts<>(UserAccount::new);

  /**
   * Limits of users that are not known yet.
   *
   * @param policy asked each time
   * @param hash with a key of its own
   * @param wallClock says which day it is
   */
  UserLimits(
      Supplier<LimitPolicy> policy,
      SipHash hash,
      LongSupplier nanoTime,
      InstantSource wallClock,
      LimitTally tally) {
    this.policy = policy;
    this.hash = hash;
    this.nanoTime = nanoTime;
    this.wallClock = wallClock;
    this.tally = tally;
  }

  @Override
  public Admission admit(TunnelRequest request) {
    PerUser limits = policy.get().user();
    String user = request.user();
    if (user == null || limits.equals(PerUser.off())) {
      return UNCOUNTED;
    }
    long now = nanoTime.getAsLong();
    return use(
        user,
        now,
        account -> {
          Measure exceeded = account.admit(limits, today(), now);
          return exceeded == null
              ? new Admission.Admitted(new Place(account::tunnelEnded, tally::released))
              : new Admission.Rejected(refuse(account, exceeded, now));
        });
  }

  /** The same bandwidth, with what users carry noted where that is limited. */
  Bandwidth noting(Bandwidth bandwidth) {
    return (request, direction, loop) -> share(bandwidth, request, direction, loop);
  }

  /** Who was refused something lately. */
  List<LimitedParty> limited() {
    long now = nanoTime.getAsLong();
    List<LimitedParty> limited = new ArrayList<>();
    accounts.visit(account -> account.limited(now).ifPresent(limited::add));
    return limited;
  }

  /** How many users are known. */
  int users() {
    return accounts.size();
  }

  /** How often a user had to share an account. */
  long shared() {
    return accounts.overflows();
  }

  private Share share(
      Bandwidth bandwidth, TunnelRequest request, Direction direction, EventLoop loop) {
    Share share = bandwidth.share(request, direction, loop);
    String user = request.user();
    return user == null || policy.get().user().bytesPerDay() == null
        ? share
        : new CountedShare(share, bytes -> carried(user, bytes));
  }

  private void carried(String user, long bytes) {
    long now = nanoTime.getAsLong();
    use(
        user,
        now,
        account -> {
          account.carried(bytes, today(), now);
          return account;
        });
  }

  private long today() {
    return Math.floorDiv(wallClock.instant().getEpochSecond(), DAY);
  }

  private OverLimit refuse(UserAccount account, Measure measure, long now) {
    account.refused(now);
    return tally.refuse(measure, now);
  }

  private <T> T use(String user, long now, Function<UserAccount, T> action) {
    long key = hash.of(user.getBytes(StandardCharsets.UTF_8));
    return accounts.use(key, key, now, action);
  }
}
