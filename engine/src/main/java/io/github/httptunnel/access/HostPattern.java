package io.github.httptunnel.access;

import com.google.re2j.Pattern;
import io.github.httptunnel.tunnel.Host;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/** Some hosts. */
sealed interface HostPattern {

  /**
   * Whether it matches.
   *
   * @param address where the host leads; absent while nobody has looked
   */
  Fit fit(Host host, @Nullable InetAddress address);

  /** Whether it matches whenever the other one does, as far as the two tell. */
  default boolean covers(HostPattern other) {
    return equals(other);
  }

  /** Every host. */
  record Anything() implements HostPattern {
    @Override
    public Fit fit(Host host, @Nullable InetAddress address) {
      return Fit.YES;
    }

    @Override
    public boolean covers(HostPattern other) {
      return true;
    }
  }

  /** One name. */
  record Exactly(Host.Name name) implements HostPattern {
    @Override
    public Fit fit(Host host, @Nullable InetAddress address) {
      return host.equals(name) ? Fit.YES : Fit.NO;
    }
  }

  /**
   * The names below a name, not that itself.
   *
   * @param suffix the name with a dot in front
   */
  record Below(String suffix) implements HostPattern {
    @Override
    public Fit fit(Host host, @Nullable InetAddress address) {
      return host instanceof Host.Name(String text) && text.endsWith(suffix) ? Fit.YES : Fit.NO;
    }

    @Override
    public boolean covers(HostPattern other) {
      return switch (other) {
        case Exactly(Host.Name name) -> name.text().endsWith(suffix);
        case Below(String deeper) -> deeper.endsWith(suffix);
        default -> false;
      };
    }
  }

  /** Addresses: one that the client names, or one that its name leads to. */
  record Block(Cidr block) implements HostPattern {
    @Override
    public Fit fit(Host host, @Nullable InetAddress address) {
      if (address == null) {
        return Fit.BY_ADDRESS;
      }
      return block.contains(address) ? Fit.YES : Fit.NO;
    }

    @Override
    public boolean covers(HostPattern other) {
      return other instanceof Block(Cidr smaller) && block.covers(smaller);
    }
  }

  /** Hosts whose whole text an expression matches, in any case. */
  record Matching(Pattern expression) implements HostPattern {
    @Override
    public Fit fit(Host host, @Nullable InetAddress address) {
      return expression.matches(host.text()) ? Fit.YES : Fit.NO;
    }
  }
}
