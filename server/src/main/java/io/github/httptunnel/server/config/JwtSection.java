package io.github.httptunnel.server.config;

import io.github.httptunnel.server.identity.TokenConfig;
import io.github.httptunnel.server.identity.TokenConfig.KeySource;
import io.github.httptunnel.server.identity.TokenFiles;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code auth.jwt}, and tries the file of keys if there is one. */
final class JwtSection {

  private static final Pattern PRINTABLE = Pattern.compile("[^\\p{Cntrl}]{1,512}");
  private static final String SUBJECT = "sub";

  private JwtSection() {}

  static @Nullable TokenConfig read(Section section) {
    Path authorities = section.value("ca", Syntaxes.file(section.folder()));
    KeySource keys = section.value("jwks", source(section.folder(), authorities));
    String issuer = section.value("issuer", text("the iss of tokens"));
    String audience = section.value("audience", text("one of the aud of tokens"));
    String user = section.value("user_claim", text("the name of a claim"), SUBJECT);
    String groups = section.value("groups_claim", text("the name of a claim"));
    boolean outlive = section.value("outlive", Syntaxes.onOff(), false);
    for (String needed : new String[] {"jwks", "issuer", "audience"}) {
      if (!section.has(needed)) {
        section.error("'" + needed + "' is missing (expected: jwks, issuer and audience)");
      }
    }
    if (section.has("ca") && keys instanceof KeySource.InFile) {
      section.error("ca", "goes only with a jwks on the web");
    }
    if (keys == null || issuer == null || audience == null) {
      return null;
    }
    if (keys instanceof KeySource.InFile(Path file)) {
      String problem = TokenFiles.problem(file);
      if (problem != null) {
        section.error("jwks", problem);
      }
    }
    return new TokenConfig(keys, issuer, audience, user, groups, outlive);
  }

  private static Syntax<String> text(String expected) {
    return new Syntax<>(
        "text",
        expected,
        text ->
            PRINTABLE.matcher(text).matches()
                ? new Parsed.Good<>(text)
                : new Parsed.Bad<>("is empty, too long, or holds control characters"));
  }

  private static Syntax<KeySource> source(Path folder, @Nullable Path authorities) {
    return new Syntax<>(
        "path or URL",
        "a file, relative to the folder of this file, or an https:// URL",
        text ->
            text.matches("(?i)[a-z][a-z0-9+.-]*://.*")
                ? url(text, authorities)
                : Syntaxes.file(folder)
                    .parse(text)
                    .then(file -> new Parsed.Good<>(new KeySource.InFile(file))));
  }

  private static Parsed<KeySource> url(String text, @Nullable Path authorities) {
    try {
      URI url = new URI(text);
      if (!"https".equalsIgnoreCase(url.getScheme())) {
        return new Parsed.Bad<>("is not https, so that anybody on the way could give other keys");
      }
      if (url.getHost() == null || url.getUserInfo() != null || url.getFragment() != null) {
        return new Parsed.Bad<>("is no URL of a host and a path alone");
      }
      return new Parsed.Good<>(new KeySource.OnWeb(url, authorities));
    } catch (URISyntaxException _) {
      return new Parsed.Bad<>("is no URL");
    }
  }
}
