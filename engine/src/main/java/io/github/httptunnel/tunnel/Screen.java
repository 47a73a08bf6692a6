package io.github.httptunnel.tunnel;

import org.jspecify.annotations.Nullable;

/**
 * Whether what a client sends first in a tunnel has to be looked at. Must be thread-safe and must
 * not block.
 */
@FunctionalInterface
public interface Screen {

  /** Looks at nothing. */
  Screen NONE = _ -> null;

  /** Who looks at this request's tunnel; absent if nobody has to. */
  @Nullable Screening of(TunnelRequest request);
}
