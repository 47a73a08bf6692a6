package io.github.httptunnel.connect;

import io.github.httptunnel.tunnel.Refusal;
import io.github.httptunnel.tunnel.Refusal.Unresolvable;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;

/** What a {@link NameLookup} says: three kinds, as each is remembered for a time of its own. */
public sealed interface NameAnswer {

  /** The part that matters to who wants to connect. */
  Resolution resolution();

  /**
   * The name has addresses.
   *
   * @param addresses at least one
   * @param ttl the shortest time to live among the records that led to them
   */
  record Found(List<InetAddress> addresses, Duration ttl) implements NameAnswer {

    /** Copies the list. */
    public Found {
      addresses = List.copyOf(addresses);
    }

    @Override
    public Resolution resolution() {
      return new Resolution.Found(addresses);
    }

    @Override
    public String toString() {
      return "Found[hidden]";
    }
  }

  /** DNS says that there are none (RFC 2308). */
  record Absent(Unresolvable.Answer answer) implements NameAnswer {
    @Override
    public Resolution resolution() {
      return new Resolution.Failed(new Unresolvable(answer));
    }
  }

  /** DNS does not say: no answer, or none that can be used. */
  record Broken(Refusal refusal) implements NameAnswer {
    @Override
    public Resolution resolution() {
      return new Resolution.Failed(refusal);
    }
  }
}
