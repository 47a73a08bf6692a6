package io.github.httptunnel.access;

import static io.github.httptunnel.access.Addresses.ip;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LocalAddressesTest {

  private static final InetAddress ADDRESS = ip("192.0.2.7");
  private static final long FRESH = Duration.ofSeconds(30).toNanos();

  private final Queue<Runnable> elsewhere = new ArrayDeque<>();
  private Set<InetAddress> interfaces = Set.of();
  private boolean broken;
  private long now = Long.MAX_VALUE - 1;

  private final LocalAddresses local =
      new LocalAddresses(this::interfaces, elsewhere::add, () -> now);

  @Test
  void holdsLoopbackWithoutReadingAnything() {
    assertThat(local.contains(ip("127.0.0.1"))).isTrue();
    assertThat(local.contains(ip("::1"))).isTrue();
    assertThat(elsewhere).isEmpty();
  }

  @Test
  void holdsWhatItRead() {
    interfaces = Set.of(ADDRESS);
    local.read();
    assertThat(local.contains(ADDRESS)).isTrue();
    assertThat(local.contains(ip("192.0.2.8"))).isFalse();
  }

  @Test
  void doesNotReadAgainWhileItsMemoryIsFresh() {
    local.read();
    now += FRESH - 1;
    local.contains(ADDRESS);
    assertThat(elsewhere).isEmpty();
  }

  @Test
  void readsAgainElsewhereOnceItsMemoryIsOld() {
    local.read();
    interfaces = Set.of(ADDRESS);
    now += FRESH;
    assertThat(local.contains(ADDRESS)).isFalse();
    elsewhere.remove().run();
    assertThat(local.contains(ADDRESS)).isTrue();
  }

  @Test
  void readsOnceHoweverManyAsk() {
    now += FRESH;
    local.contains(ADDRESS);
    local.contains(ADDRESS);
    assertThat(elsewhere).hasSize(1);
  }

  @Test
  void keepsWhatItKnowsWhenReadingFails() {
    interfaces = Set.of(ADDRESS);
    local.read();
    broken = true;
    local.read();
    assertThat(local.contains(ADDRESS)).isTrue();
  }

  private Set<InetAddress> interfaces() throws SocketException {
    if (broken) {
      throw new SocketException("broken");
    }
    return interfaces;
  }
}
