package io.github.httptunnel.server.identity;

import io.github.httptunnel.tls.ClientCertificates;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How the clients of a listener say who they are. At least one of the three ways is there.
 *
 * @param users the file of names and passwords; absent: nobody is asked for a password
 * @param realm what clients are told that the password is for; printable ASCII
 * @param tokens which tokens count; absent: nobody is asked for one
 * @param certificates what clients' certificates must be; absent: nobody is asked for one
 * @param require what a client needs where there are certificates beside something else
 */
public record AuthConfig(
    @Nullable Path users,
    String realm,
    @Nullable TokenConfig tokens,
    @Nullable ClientCertificates certificates,
    Require require) {

  /** The realm that nobody has named. */
  public static final String REALM = "http-tunnel";

  /** What a client needs where there are certificates and passwords or tokens. */
  public enum Require {
    /** Both; the user is the one of the password or token. */
    ALL,
    /** One of the two; a certificate counts first. */
    ANY
  }

  /** Names and passwords in a file, and nothing else. */
  public static AuthConfig passwords(Path users) {
    return new AuthConfig(users, REALM, null, null, Require.ALL);
  }

  /** Certificates, and nothing else. */
  public static AuthConfig certificates(ClientCertificates certificates) {
    return new AuthConfig(null, REALM, null, certificates, Require.ALL);
  }

  /** Tokens, and nothing else. */
  public static AuthConfig tokens(TokenConfig tokens) {
    return new AuthConfig(null, REALM, tokens, null, Require.ALL);
  }

  /** Whether clients are asked for something with each request. */
  public boolean asksEachRequest() {
    return users != null || tokens != null;
  }

  /** Whether clients prove what groups they belong to: what their tokens say counts. */
  public boolean claimsGroups() {
    return tokens != null && tokens.groupsClaim() != null;
  }

  /** Whether a connection without a certificate ends with its handshake. */
  public boolean needsCertificate() {
    return certificates != null && (!asksEachRequest() || require == Require.ALL);
  }
}
