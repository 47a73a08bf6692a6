package io.github.httptunnel.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class AccountsTest {

  private static final long LATER = 1_000_000_000;
  private static final long OURS = 0x1111_1111_1111_1111L;
  private static final long THEIRS = 0x2222_2222_2222_2222L;

  private final Accounts<Noted> accounts = new Accounts<>(Noted::new);
  private final Random random = new Random(4711);
  private final Set<Noted> opened = new HashSet<>();
  private long asked;

  @Test
  void findsAnAccountAgain() {
    Noted first = account(1, OURS);
    assertThat(account(1, OURS)).isSameAs(first);
    assertThat(account(2, OURS)).isNotSameAs(first);
    assertThat(accounts.size()).isEqualTo(2);
  }

  @Test
  void holdsTheMonitorOfAnAccountWhileItIsUsed() {
    assertThat(accounts.<Boolean>use(1, OURS, 0, account -> Thread.holdsLock(account.guard)))
        .isTrue();
  }

  @Test
  void staysWithinItsSizeWhateverComes() {
    flood(3 * Accounts.MOST);
    assertThat(accounts.size()).isLessThanOrEqualTo(Accounts.MOST);
    assertThat(accounts.overflows()).isPositive();
  }

  @Test
  void keepsWhoHoldsSomethingThroughAFlood() {
    Noted held = account(1, OURS);
    held.idle = false;
    flood(3 * Accounts.MOST);
    assertThat(accounts.<Noted>use(1, OURS, LATER, Function.identity())).isSameAs(held);
  }

  @Test
  void letsWhoIsNewShareWithItsOwnWiderNetwork() {
    fill();
    Noted good = account(random.nextLong(), OURS);
    assertThat(account(random.nextLong(), OURS)).isSameAs(good);
    assertThat(account(random.nextLong(), THEIRS)).isNotSameAs(good);
  }

  @Test
  void meetsOneAttackingNetworkInOneAccountOfManyOnly() {
    fill();
    Noted attacked = account(random.nextLong(), THEIRS);
    Set<Noted> met = new HashSet<>();
    for (int i = 0; i < 10_000; i++) {
      met.add(account(random.nextLong(), THEIRS));
    }
    assertThat(met).containsExactly(attacked);
    assertThat(Accounts.OVERFLOWS).isGreaterThanOrEqualTo(1000);
  }

  @Test
  void forgetsWhoHoldsNothingForWhoIsNew() {
    fill();
    idle(true);
    long before = accounts.overflows();
    accounts.use(random.nextLong(), OURS, LATER, Function.identity());
    assertThat(accounts.overflows()).isEqualTo(before);
    assertThat(accounts.size()).isLessThan(Accounts.MOST);
  }

  @Test
  void doesNotLookForThoseMoreOftenThanTenTimesASecond() {
    fill();
    long before = asked;
    for (int i = 0; i < 10_000; i++) {
      accounts.use(random.nextLong(), OURS, 0, Function.identity());
    }
    assertThat(asked).isEqualTo(before);
  }

  /** As many as there can be, all of which hold something. */
  private void fill() {
    while (accounts.size() < Accounts.MOST) {
      account(random.nextLong(), random.nextLong()).idle = false;
    }
    idle(false);
    // every shard has looked once whether somebody can be forgotten
    for (int i = 0; i < 10_000; i++) {
      account(random.nextLong(), random.nextLong());
    }
  }

  private void flood(int count) {
    for (int i = 0; i < count; i++) {
      account(random.nextLong(), THEIRS).idle = false;
    }
  }

  private void idle(boolean idle) {
    opened.forEach(account -> account.idle = idle);
  }

  private Noted account(long key, long network) {
    Noted account = accounts.use(key, network, 0, Function.identity());
    opened.add(account);
    return account;
  }

  private final class Noted implements Account {

    private final Executor guard;
    private boolean idle = true;

    Noted(Executor guard) {
      this.guard = guard;
    }

    @Override
    public boolean isIdle(long now) {
      asked++;
      return idle;
    }
  }
}
