package io.github.httptunnel.server.identity;

import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Which tokens of clients count: signed JSON Web Tokens (RFC 7519) of one issuer.
 *
 * @param keys where the issuer's keys are
 * @param issuer the {@code iss} of tokens
 * @param audience one of the {@code aud} of tokens: whom they are meant for
 * @param userClaim the claim that names the user
 * @param groupsClaim the claim that names the user's groups; absent: tokens name none
 * @param outlive whether tunnels may go on when the token with which they began has expired
 */
public record TokenConfig(
    KeySource keys,
    String issuer,
    String audience,
    String userClaim,
    @Nullable String groupsClaim,
    boolean outlive) {

  /** Where a set of keys is (RFC 7517). */
  public sealed interface KeySource {

    /** In a file, which is read again when it changes. */
    record InFile(Path file) implements KeySource {}

    /**
     * On the web.
     *
     * @param url with https
     * @param authorities PEM: who may have issued the server's certificate; absent: those that Java
     *     trusts
     */
    record OnWeb(URI url, @Nullable Path authorities) implements KeySource {}
  }
}
