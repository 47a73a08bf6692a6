package io.github.httptunnel.server.admin;

import com.sun.net.httpserver.Headers;
import io.netty.util.NetUtil;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Keeps everybody but the operator away. Web pages in the operator's browser are not the operator:
 * they can reach the listener by a name of theirs that leads here (DNS rebinding), and send forms
 * and simple requests to it; so the Host must be known, and what changes something needs a token or
 * a field that no page of another origin can send unasked. Immutable.
 */
final class AdminGuard {

  /** What a change needs where there is no token. */
  static final String FIELD = "X-Http-Tunnel-Admin";

  /** So much content is read over; what announces more is refused for that. */
  private static final long MOST_CONTENT = 64 * 1024;

  private static final String SCHEME = "Bearer ";

  /** RFC 6454 §6.2, with the host as a group. */
  private static final Pattern ORIGIN = Pattern.compile("https?://([^/:@]+)(?::[0-9]{1,5})?");

  private final AdminConfig config;

  /**
   * @throws IllegalArgumentException if strangers could ask without a token
   */
  AdminGuard(AdminConfig config) {
    if (config.needsToken()) {
      throw new IllegalArgumentException(
          "admin.token: missing (expected: a token, as other machines can reach admin.bind)");
    }
    this.config = config;
  }

  /**
   * Why a request is not served; absent if it is.
   *
   * @param found what it asks for; absent if there is nothing
   */
  @Nullable Answer objection(String method, Pages.@Nullable Found found, Headers fields) {
    List<String> hosts = fields.getOrDefault("Host", List.of());
    if (hosts.size() != 1 || !isKnown(hosts.getFirst())) {
      return Answer.plain(421, "This is not asked under this name (admin.hosts lists names).");
    }
    if (announced(fields) > MOST_CONTENT) {
      return Answer.plain(413, "Nothing here takes that much content.");
    }
    Page.Action action = found == null ? null : found.page().action(method);
    if (found != null && action == null) {
      String methods = found.page().methods();
      return Answer.plain(405, "This takes " + methods + ".").with("Allow", methods);
    }
    Page.Kind kind = action == null ? Page.Kind.READ : action.kind();
    if (kind != Page.Kind.OPEN && !showsToken(fields)) {
      return Answer.plain(401, "The token of admin.token is asked for.")
          .with("WWW-Authenticate", "Bearer");
    }
    return kind == Page.Kind.CHANGE ? objectionToChange(hosts.getFirst(), fields) : null;
  }

  private static long announced(Headers fields) {
    String length = fields.getFirst("Content-Length");
    return length == null || !length.matches("[0-9]{1,18}") ? 0 : Long.parseLong(length);
  }

  private @Nullable Answer objectionToChange(String host, Headers fields) {
    List<String> origins = fields.getOrDefault("Origin", List.of());
    if (!origins.stream().allMatch(origin -> isOwn(origin, host))) {
      return Answer.plain(403, "Pages of other origins change nothing here.");
    }
    if (config.token() == null && !fields.containsKey(FIELD)) {
      return Answer.plain(403, "Without a token this needs the field " + FIELD + ": 1.");
    }
    return hasContent(fields) ? Answer.plain(415, "This takes no content.") : null;
  }

  /**
   * Whether a page comes from here, or from under a name of ours: with a proxy in front that speaks
   * TLS, scheme and port of the page are that proxy's.
   */
  private boolean isOwn(String origin, String host) {
    Matcher page = ORIGIN.matcher(origin.toLowerCase(Locale.ROOT));
    return origin.equalsIgnoreCase("http://" + host)
        || (page.matches() && config.hosts().contains(page.group(1)));
  }

  private static boolean hasContent(Headers fields) {
    String length = fields.getFirst("Content-Length");
    return fields.containsKey("Transfer-Encoding") || (length != null && !length.equals("0"));
  }

  private boolean isKnown(String hostAndPort) {
    String host = hostAndPort.replaceFirst(":[0-9]*$", "").toLowerCase(Locale.ROOT);
    String bare = host.replaceAll("^\\[|]$", "");
    return host.equals("localhost")
        || NetUtil.isValidIpV4Address(bare)
        || NetUtil.isValidIpV6Address(bare)
        || config.hosts().contains(host);
  }

  /** In a time that does not depend on how much of it is right. */
  private boolean showsToken(Headers fields) {
    if (config.token() == null) {
      return true;
    }
    String shown = fields.getFirst("Authorization");
    return shown != null
        && shown.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
        && MessageDigest.isEqual(
            shown.substring(SCHEME.length()).strip().getBytes(StandardCharsets.UTF_8),
            config.token().value().getBytes(StandardCharsets.UTF_8));
  }
}
