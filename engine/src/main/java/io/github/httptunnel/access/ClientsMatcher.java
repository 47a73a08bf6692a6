package io.github.httptunnel.access;

import java.net.InetSocketAddress;
import java.util.List;

/**
 * Who asks, by address.
 *
 * @param blocks where clients come from; an IPv4-mapped address counts as IPv4
 */
public record ClientsMatcher(List<Cidr> blocks) implements Matcher {

  /** Copies the list. */
  public ClientsMatcher {
    blocks = List.copyOf(blocks);
  }

  @Override
  public String key() {
    return "clients";
  }

  @Override
  public Fit fit(Asked asked) {
    return asked.request().client().address() instanceof InetSocketAddress peer
            && !peer.isUnresolved()
            && new ClientFilter(blocks).admits(peer.getAddress())
        ? Fit.YES
        : Fit.NO;
  }

  @Override
  public boolean covers(Matcher other) {
    return other instanceof ClientsMatcher(List<Cidr> others)
        && others.stream().allMatch(it -> blocks.stream().anyMatch(block -> block.covers(it)));
  }
}
