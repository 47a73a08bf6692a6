package io.github.httptunnel.http;

import io.github.httptunnel.tunnel.Credentials;
import io.github.httptunnel.tunnel.Secret;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Reads {@code Proxy-Authorization} (RFC 9110 §11.7.2): the Basic scheme in UTF-8, a user's name
 * without a colon, no control characters (RFC 7617 §2); the Bearer scheme (RFC 6750 §2.1).
 */
final class ProxyCredentials {

  private static final String FIELD = "Proxy-Authorization";
  private static final String BASIC = "Basic";
  private static final String BEARER = "Bearer";
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~+/-]+=*");

  /** What the fields of a request hold. */
  sealed interface Found {
    /** Credentials, or none. */
    record Shown(Credentials credentials) implements Found {}

    /** A scheme that is not known here. */
    record OtherScheme() implements Found {}

    /** Nothing that follows the grammar. */
    record Unreadable() implements Found {}
  }

  private ProxyCredentials() {}

  static Found in(List<Field> fields) {
    List<String> values = Field.values(fields, FIELD);
    if (values.isEmpty()) {
      return new Found.Shown(new Credentials.None());
    }
    if (values.size() > 1) {
      // whoever reads the first of two and whoever reads the last see different users
      return new Found.Unreadable();
    }
    String value = values.getFirst();
    int space = value.indexOf(' ');
    String scheme = space < 0 ? value : value.substring(0, space);
    String rest = value.substring(scheme.length()).strip();
    if (scheme.equalsIgnoreCase(BASIC)) {
      return basic(rest);
    }
    return scheme.equalsIgnoreCase(BEARER) ? bearer(rest) : new Found.OtherScheme();
  }

  private static Found bearer(String token) {
    return TOKEN.matcher(token).matches()
        ? new Found.Shown(new Credentials.Token(new Secret(token)))
        : new Found.Unreadable();
  }

  private static Found basic(String token) {
    String pair;
    try {
      ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(token));
      pair = StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    } catch (IllegalArgumentException | CharacterCodingException _) {
      return new Found.Unreadable();
    }
    int colon = pair.indexOf(':');
    if (colon < 0 || pair.chars().anyMatch(Character::isISOControl)) {
      return new Found.Unreadable();
    }
    return new Found.Shown(
        new Credentials.Password(pair.substring(0, colon), new Secret(pair.substring(colon + 1))));
  }
}
