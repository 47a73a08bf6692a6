package io.github.httptunnel.server.identity;

import io.github.httptunnel.server.identity.HashSyntax.Invalid;
import io.github.httptunnel.server.identity.HashSyntax.Valid;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The grammars behind {@link HashSyntax}. */
final class HashSyntaxParser {

  private static final Pattern BCRYPT =
      Pattern.compile("\\$2[aby]\\$([0-9]{2})\\$[./A-Za-z0-9]{53}");
  private static final Pattern ARGON2ID =
      Pattern.compile(
          "\\$argon2id\\$v=19\\$m=([0-9]{1,8}),t=([0-9]{1,8}),p=([0-9]{1,8})"
              + "\\$([A-Za-z0-9+/]{11,86})\\$([A-Za-z0-9+/]{22,86})");
  private static final Pattern SHA_CRYPT =
      Pattern.compile(
          "\\$(?:5\\$(?:rounds=([0-9]{1,9})\\$)?[./A-Za-z0-9]{1,16}\\$[./A-Za-z0-9]{43}"
              + "|6\\$(?:rounds=([0-9]{1,9})\\$)?[./A-Za-z0-9]{1,16}\\$[./A-Za-z0-9]{86})");
  private static final Pattern APR1 =
      Pattern.compile("\\$apr1\\$[./A-Za-z0-9]{1,8}\\$[./A-Za-z0-9]{22}");
  private static final Pattern SHA1 = Pattern.compile("\\{SHA\\}([A-Za-z0-9+/]{27}=)");

  private static final String UNKNOWN =
      "no password's hash that is known here (expected: bcrypt such as $2y$10$..., argon2id,"
          + " SHA-crypt $5$ or $6$, apr1 or {SHA}; a password as such is not accepted, and"
          + " 'http-tunnel user add' makes a hash of it)";

  private HashSyntaxParser() {}

  static HashSyntax parse(String text) {
    Matcher bcrypt = BCRYPT.matcher(text);
    if (bcrypt.matches()) {
      return bcrypt(text, Integer.parseInt(bcrypt.group(1)));
    }
    Matcher argon = ARGON2ID.matcher(text);
    if (argon.matches()) {
      return argon(argon);
    }
    Matcher sha = SHA_CRYPT.matcher(text);
    if (sha.matches()) {
      String rounds = sha.group(1) == null ? sha.group(2) : sha.group(1);
      return shaCrypt(text, rounds == null ? ShaCrypt.USUAL_ROUNDS : Integer.parseInt(rounds));
    }
    if (APR1.matcher(text).matches()) {
      return new Valid(new Apr1(text));
    }
    Matcher sha1 = SHA1.matcher(text);
    return sha1.matches() ? new Valid(new Sha1(sha1.group(1))) : new Invalid(UNKNOWN);
  }

  private static HashSyntax bcrypt(String text, int cost) {
    return cost >= Bcrypt.LEAST_COST && cost <= Bcrypt.MOST_COST
        ? new Valid(new Bcrypt(text, cost))
        : new Invalid(
            "a bcrypt cost of %d (expected: %d to %d)"
                .formatted(cost, Bcrypt.LEAST_COST, Bcrypt.MOST_COST));
  }

  private static HashSyntax shaCrypt(String text, int rounds) {
    return rounds >= ShaCrypt.LEAST_ROUNDS && rounds <= ShaCrypt.MOST_ROUNDS
        ? new Valid(new ShaCrypt(text, rounds))
        : new Invalid(
            "%d rounds of SHA-crypt (expected: %d to %d)"
                .formatted(rounds, ShaCrypt.LEAST_ROUNDS, ShaCrypt.MOST_ROUNDS));
  }

  private static HashSyntax argon(Matcher found) {
    int memory = Integer.parseInt(found.group(1));
    int passes = Integer.parseInt(found.group(2));
    int lanes = Integer.parseInt(found.group(3));
    if (lanes < 1 || lanes > Argon2id.MOST_LANES) {
      return new Invalid(
          "argon2id with p=%d (expected: 1 to %d)".formatted(lanes, Argon2id.MOST_LANES));
    }
    if (passes < 1 || passes > Argon2id.MOST_PASSES) {
      return new Invalid(
          "argon2id with t=%d (expected: 1 to %d)".formatted(passes, Argon2id.MOST_PASSES));
    }
    int least = Argon2id.LEAST_MEMORY_OF_LANE * lanes;
    if (memory < least || memory > Argon2id.MOST_MEMORY) {
      return new Invalid(
          "argon2id with m=%d KiB (expected: %d to %d)"
              .formatted(memory, least, Argon2id.MOST_MEMORY));
    }
    return isBase64(found.group(4)) && isBase64(found.group(5))
        ? new Valid(new Argon2id(memory, passes, lanes, found.group(4), found.group(5)))
        : new Invalid("argon2id with a salt or a hash that is not whole Base64");
  }

  /** A group of four characters cannot be cut down to one. */
  private static boolean isBase64(String text) {
    return text.length() % 4 != 1;
  }
}
