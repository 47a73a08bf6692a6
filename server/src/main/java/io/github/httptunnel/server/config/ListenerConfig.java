package io.github.httptunnel.server.config;

import io.github.httptunnel.access.Cidr;
import io.github.httptunnel.access.ClientFilter;
import io.github.httptunnel.relay.RelayRules;
import io.github.httptunnel.server.identity.AuthConfig;
import io.github.httptunnel.tls.KeyMaterial;
import io.github.httptunnel.tunnel.Target;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One address where clients connect.
 *
 * @param name for records and metrics: up to 40 lower-case letters, digits, hyphens, underscores
 * @param bind resolved; port 0 lets the system choose
 * @param mode what clients may ask for
 * @param tls the listener's certificate and key; absent: clients speak in the clear
 * @param from who may connect; absent: not said, which is not the same as {@link #ANYBODY}
 * @param relay what tunnels may do here; absent: what they may do everywhere
 * @param bandwidth how fast all tunnels here may be together, in bytes a second each way; absent:
 *     not bounded
 * @param auth how clients say who they are; absent: nobody is asked
 */
public record ListenerConfig(
    String name,
    InetSocketAddress bind,
    Mode mode,
    @Nullable KeyMaterial tls,
    @Nullable List<Cidr> from,
    @Nullable RelayRules relay,
    @Nullable Long bandwidth,
    @Nullable AuthConfig auth) {

  /** Every IPv4 and every IPv6 address. */
  public static final List<Cidr> ANYBODY = List.of(Cidr.parse("0.0.0.0/0"), Cidr.parse("::/0"));

  /** What the listeners are called that commands make. */
  static final List<String> OF_COMMANDS = List.of("http", "https", "tcp");

  /** What clients may ask for. */
  public sealed interface Mode {

    /** CONNECT and plain HTTP. */
    record Http() implements Mode {}

    /**
     * Nothing: every connection leads to one target.
     *
     * @param target the operator's word, not subject to the access rules
     */
    record Tcp(Target target) implements Mode {}
  }

  /** Copies the list. */
  public ListenerConfig {
    from = from == null ? null : List.copyOf(from);
  }

  /** A listener that asks nobody who they are. */
  public ListenerConfig(
      String name,
      InetSocketAddress bind,
      Mode mode,
      @Nullable KeyMaterial tls,
      @Nullable List<Cidr> from,
      @Nullable RelayRules relay,
      @Nullable Long bandwidth) {
    this(name, bind, mode, tls, from, relay, bandwidth, null);
  }

  /** The same without rules and bandwidth of its own. */
  public ListenerConfig(
      String name,
      InetSocketAddress bind,
      Mode mode,
      @Nullable KeyMaterial tls,
      @Nullable List<Cidr> from) {
    this(name, bind, mode, tls, from, null, null, null);
  }

  /** HTTP in the clear on {@code 127.0.0.1:8080}. */
  public static ListenerConfig defaults() {
    return new ListenerConfig(
        "main",
        new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 8080),
        new Mode.Http(),
        null,
        null);
  }

  /** Whether both cannot listen at once, an "any" address counting as every address. */
  public boolean collidesWith(ListenerConfig other) {
    return Overlap.between(bind, other.bind);
  }

  /** Who may connect, whether that was said or not: where names are asked for, anybody may try. */
  public ClientFilter clients() {
    if (from != null) {
      return new ClientFilter(from);
    }
    return auth == null ? ClientFilter.byDefault(bind.getAddress()) : new ClientFilter(ANYBODY);
  }

  /** The same with somebody who listens already. */
  public boolean collidesWith(InetSocketAddress bound) {
    return Overlap.between(bind, bound);
  }

  /** The same with another bandwidth. */
  ListenerConfig withBandwidth(@Nullable Long other) {
    return new ListenerConfig(name, bind, mode, tls, from, relay, other, auth);
  }

  /** The same for other clients. */
  public ListenerConfig withFrom(List<Cidr> clients) {
    return new ListenerConfig(name, bind, mode, tls, clients, relay, bandwidth, auth);
  }

  /** The same for clients that say who they are. */
  public ListenerConfig withAuth(AuthConfig asked) {
    return new ListenerConfig(name, bind, mode, tls, from, relay, bandwidth, asked);
  }

  /**
   * Whether it serves private addresses only, because other machines can reach it and nobody has
   * said who may use it.
   */
  public boolean servesPrivateClientsOnly() {
    return from == null && auth == null && !bind.getAddress().isLoopbackAddress();
  }
}
