package io.github.httptunnel.server;

import java.nio.file.Path;

/** Hostile and odd requests that are forwarded, and answers to them. */
class PlainBadInputsIT extends BadInputsContract {

  PlainBadInputsIT() {
    super(
        480,
        Path.of("..", "protocols", "src", "test", "resources", "bad-inputs-http1-plain.json"),
        Path.of("src", "test", "resources", "bad-inputs-plain-more.json"));
  }
}
