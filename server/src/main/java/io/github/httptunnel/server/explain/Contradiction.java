package io.github.httptunnel.server.explain;

import io.github.httptunnel.tunnel.Target;
import io.github.httptunnel.tunnel.TunnelRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a request could never be made as it is told.
 *
 * @param part what does not go with the rest
 * @param why in words for the one who asks, with what was expected
 */
public record Contradiction(Part part, String why) {

  /** A part of an {@link ExplainRequest}. */
  public enum Part {
    /** Where to. */
    TARGET,
    /** With CONNECT or without. */
    KIND,
    /** What the user belongs to. */
    GROUPS,
    /** Where it would be asked. */
    LISTENER
  }

  /** What is wrong with the request at these listeners; absent if somebody could make it. */
  static @Nullable Contradiction in(ExplainRequest asked, List<ListenerView> views) {
    ListenerView view = ListenerView.meant(asked, views);
    if (view == null) {
      String names = String.join(", ", views.stream().map(ListenerView::name).toList());
      return new Contradiction(
          Part.LISTENER, "no listener has this name; expected: one of " + names);
    }
    Target only = view.leadsTo();
    if (only != null && !only.equals(asked.target())) {
      return new Contradiction(
          Part.TARGET,
          "listener " + view.name() + " leads to " + only.authority() + " and nowhere else");
    }
    if (only != null && asked.kind() == TunnelRequest.Kind.EXCHANGE) {
      return new Contradiction(Part.KIND, "listener " + view.name() + " takes no requests");
    }
    return asked.groups().isEmpty() ? null : inGroups(asked, view);
  }

  private static @Nullable Contradiction inGroups(ExplainRequest asked, ListenerView view) {
    if (asked.user() == null) {
      return new Contradiction(
          Part.GROUPS, "nobody without a name belongs to any; expected: the user too");
    }
    return view.claims()
        ? null
        : new Contradiction(
            Part.GROUPS,
            "no client proves any at listener "
                + view.name()
                + "; expected: one with auth.jwt.groups_claim, as what access.groups says of the user"
                + " counts without being told");
  }
}
