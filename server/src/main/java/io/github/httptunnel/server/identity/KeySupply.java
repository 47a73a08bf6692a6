package io.github.httptunnel.server.identity;

import io.github.httptunnel.server.files.Followed;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The keys of an issuer as they are now. Any thread. */
interface KeySupply extends Followed {

  /** The last good ones. */
  TokenKeys get();

  /**
   * Looks for newer ones, as somebody has shown a token with a key that is not among them.
   *
   * @return completes when that is over, however it ends; absent if it is too soon after the last
   *     time
   */
  @Nullable CompletableFuture<Void> renew();
}
