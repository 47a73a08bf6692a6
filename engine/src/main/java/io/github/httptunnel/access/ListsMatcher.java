package io.github.httptunnel.access;

import io.github.httptunnel.tunnel.Host;
import java.net.InetAddress;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where it leads, by lists.
 *
 * @param lists the lists' names, in the order in which they are asked
 * @param inside whether an IPv4 address inside an IPv6 address counts too
 */
public record ListsMatcher(Set<String> lists, boolean inside) implements Matcher {

  /** Copies the set. */
  public ListsMatcher {
    lists = Collections.unmodifiableSet(new LinkedHashSet<>(lists));
  }

  @Override
  public String key() {
    return "lists";
  }

  @Override
  public Fit fit(Asked asked) {
    Fit fit = Fit.NO;
    for (String name : lists) {
      NameList list = list(asked.lists(), name);
      if (find(list, asked) != null) {
        return Fit.YES;
      }
      if (asked.address() == null && list.holdsAddresses()) {
        fit = Fit.BY_ADDRESS;
      }
    }
    return fit;
  }

  /** The first entry that matches; absent if none does. */
  @Nullable ListHit first(Asked asked) {
    for (String name : lists) {
      ListHit hit = find(list(asked.lists(), name), asked);
      if (hit != null) {
        return hit;
      }
    }
    return null;
  }

  private @Nullable ListHit find(NameList list, Asked asked) {
    Host host = asked.request().target().host();
    ListHit hit = list.find(host);
    if (hit == null && host instanceof Host.Name) {
      hit = find(list, asked.address());
    }
    return hit == null && inside ? find(list, asked.embedded()) : hit;
  }

  private static @Nullable ListHit find(NameList list, @Nullable InetAddress address) {
    return address == null || !list.holdsAddresses() ? null : list.find(new Host.Address(address));
  }

  private static NameList list(Map<String, NameList> lists, String name) {
    NameList list = lists.get(name);
    if (list == null) {
      throw new IllegalStateException("a rule names a list that was not read: " + name);
    }
    return list;
  }

  @Override
  public boolean covers(Matcher other) {
    return other instanceof ListsMatcher others
        && (inside || !others.inside)
        && lists.containsAll(others.lists);
  }
}
