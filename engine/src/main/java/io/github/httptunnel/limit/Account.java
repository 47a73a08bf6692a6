package io.github.httptunnel.limit;

/** What is known of one client or user. Changed by its {@link Shard} only. */
interface Account {

  /** Whether it can be forgotten: it holds nothing, and nobody would be let in who was not. */
  boolean isIdle(long now);
}
