package io.github.httptunnel.server.config;

import io.github.httptunnel.server.identity.AuthConfig;
import io.github.httptunnel.server.identity.AuthConfig.Require;
import io.github.httptunnel.server.identity.TokenConfig;
import io.github.httptunnel.server.identity.UserFile;
import io.github.httptunnel.tls.ClientCertificates;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Reads a listener's {@code auth}, and tries the files that it names. */
final class AuthSection {

  private final KeyMaterialCheck check;

  AuthSection(KeyMaterialCheck check) {
    this.check = check;
  }

  @Nullable AuthConfig read(Section section) {
    Path users = section.value("users", Syntaxes.file(section.folder()));
    String realm = section.value("realm", Syntaxes.realm(), AuthConfig.REALM);
    Require require = section.value("require", Syntaxes.oneOf(Require.class));
    TokenConfig tokens = section.optionalSection("jwt", JwtSection::read);
    ClientCertificates certificates =
        section.optionalSection("client_certificates", this::certificates);
    boolean login = section.has("users") || section.has("jwt");
    if (!login && !section.has("client_certificates")) {
      section.error("asks for nothing (expected: users, jwt, client_certificates or several)");
    }
    if (require != null && !(login && section.has("client_certificates"))) {
      section.error("require", "goes only with client_certificates and users or jwt");
    }
    if (users != null) {
      tryUsers(section, users);
    }
    return users == null && tokens == null && certificates == null
        ? null
        : new AuthConfig(
            users, realm, tokens, certificates, require == null ? Require.ALL : require);
  }

  private static void tryUsers(Section section, Path users) {
    switch (UserFile.read(users)) {
      case UserFile.Bad bad -> bad.problems().forEach(problem -> section.error("users", problem));
      case UserFile.Good good when good.count() == 0 ->
          section.warn(
              "users",
              users
                  + " holds no user, so nobody is served (http-tunnel user add NAME --file FILE)");
      case UserFile.Good _ -> {}
    }
  }

  private @Nullable ClientCertificates certificates(Section section) {
    Path authorities = section.value("ca", Syntaxes.file(section.folder()));
    ClientCertificates.Name name =
        section.value(
            "user", Syntaxes.oneOf(ClientCertificates.Name.class), ClientCertificates.Name.SUBJECT);
    Path revoked = section.value("crl", Syntaxes.file(section.folder()));
    if (!section.has("ca")) {
      section.error("'ca' is missing (expected: a PEM file with the issuers of the certificates)");
    }
    if (authorities == null) {
      return null;
    }
    ClientCertificates certificates = new ClientCertificates(authorities, name, revoked);
    String problem = check.problem(certificates);
    if (problem != null) {
      section.error(problem);
    }
    return certificates;
  }
}
