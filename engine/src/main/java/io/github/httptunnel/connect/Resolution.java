package io.github.httptunnel.connect;

import io.github.httptunnel.tunnel.Refusal;
import java.net.InetAddress;
import java.util.List;

/** What came of looking a name up. */
public sealed interface Resolution {

  /**
   * The name has addresses.
   *
   * @param addresses of both families, at least one, in no order worth keeping
   */
  record Found(List<InetAddress> addresses) implements Resolution {

    /** Copies the list. */
    public Found {
      addresses = List.copyOf(addresses);
    }

    @Override
    public String toString() {
      return "Found[hidden]";
    }
  }

  /** The name leads nowhere. */
  record Failed(Refusal refusal) implements Resolution {}
}
