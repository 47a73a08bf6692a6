package io.github.httptunnel.server;

import java.nio.file.Path;

/** Hostile and odd CONNECT requests. */
class BadInputsIT extends BadInputsContract {

  BadInputsIT() {
    super(
        240,
        Path.of("..", "protocols", "src", "test", "resources", "bad-inputs-http1-connect.json"),
        Path.of("src", "test", "resources", "bad-inputs-more.json"));
  }
}
