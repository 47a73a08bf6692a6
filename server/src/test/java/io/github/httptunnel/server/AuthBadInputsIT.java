package io.github.httptunnel.server;

import java.nio.file.Path;
import java.util.Set;

/** Requests with and without credentials, as odd as they come. */
class AuthBadInputsIT extends BadInputsContract {

  AuthBadInputsIT() {
    super(20, Set.of("auth"), Path.of("src", "test", "resources", "bad-inputs-auth.json"));
  }
}
