package io.github.httptunnel.server;

/** The ways to a target, which differ in what is around the bytes that count. */
enum Door {
  CONNECT,
  CONNECT_INSIDE_TLS,
  /** A listener that leads to one target. */
  TCP,
  /** Requests without CONNECT: what counts is their content, and the responses'. */
  PLAIN
}
