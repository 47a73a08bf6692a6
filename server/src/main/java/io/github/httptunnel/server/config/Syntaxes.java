package io.github.httptunnel.server.config;

import io.github.httptunnel.access.Cidr;
import io.github.httptunnel.tunnel.Secret;
import io.github.httptunnel.tunnel.Target;
import io.github.httptunnel.tunnel.TargetSyntax;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** How each type of value is written. */
final class Syntaxes {

  /** The type of values that name files. */
  static final String PATH = "path";

  private static final Pattern WHOLE = Pattern.compile("0|[1-9][0-9]{0,8}");
  private static final Pattern LABEL = Pattern.compile("[a-z0-9_-]{1,40}");
  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9-]{1,63}(\\.[A-Za-z0-9-]{1,63})*");
  private static final Pattern USER = Pattern.compile("[^\\s\\p{Cntrl}:]{1,128}");
  private static final Pattern REALM = Pattern.compile("[ -~]{1,100}");
  private static final String DURATIONS = "a duration such as 10s, 1m 30s or 500ms";

  private Syntaxes() {}

  /** A duration that may be zero. */
  static Syntax<Duration> duration() {
    return new Syntax<>("duration", DURATIONS, DurationSyntax::parse);
  }

  /** A duration above zero. */
  static Syntax<Duration> timeout() {
    return new Syntax<>(
        "duration",
        DURATIONS + ", above zero",
        text ->
            DurationSyntax.parse(text)
                .then(value ->
                    value.isZero() ? new Parsed.Bad<>("is zero") : new Parsed.Good<>(value)));
  }

  /** A duration above zero, or the word for none. */
  static Syntax<Duration> nowOrDuration() {
    return new Syntax<>(
        "now, duration",
        "now, or " + DURATIONS + ", above zero",
        text -> text.equals("now") ? new Parsed.Good<>(Duration.ZERO) : timeout().parse(text),
        value -> value.isZero() ? "now" : Written.of(value));
  }

  /** A number of bytes, at least so many. */
  static Syntax<Long> size(long least) {
    return new Syntax<>(
        "size",
        "bytes such as 4096, 64KiB or 10MB, at least " + least,
        text ->
            SizeSyntax.parse(text)
                .then(value ->
                    value < least ? new Parsed.Bad<>("is too small") : new Parsed.Good<>(value)));
  }

  /** A number of bytes in some time; zero is allowed and means that there is no bound. */
  static Syntax<Long> rate(String time) {
    return new Syntax<>(
        "bytes per " + time,
        "bytes per " + time + " such as 10000, 64KiB or 10MB, or 0 for none",
        SizeSyntax::parse);
  }

  /** A number of bytes in a second, above zero. */
  static Syntax<Long> bandwidth() {
    return new Syntax<>(
        "bytes per second",
        "bytes per second such as 10000, 64KiB or 10MB, above zero",
        text ->
            SizeSyntax.parse(text)
                .then(
                    value -> value == 0 ? new Parsed.Bad<>("is zero") : new Parsed.Good<>(value)));
  }

  /** A whole number between two bounds. */
  static Syntax<Integer> whole(int least, int most) {
    return new Syntax<>(
        "whole number",
        "a whole number from " + least + " to " + most,
        text -> {
          String trimmed = text.strip();
          if (!WHOLE.matcher(trimmed).matches()) {
            return new Parsed.Bad<>("is not a whole number in range");
          }
          int value = Integer.parseInt(trimmed);
          return value < least || value > most
              ? new Parsed.Bad<>("is out of range")
              : new Parsed.Good<>(value);
        });
  }

  /** On or off; the words of YAML's booleans too. */
  static Syntax<Boolean> onOff() {
    return choice(
            "on or off",
            Map.of("on", true, "true", true, "off", false, "false", false),
            "on or off")
        .writtenBy(value -> value ? "on" : "off");
  }

  /** True or false; the words on and off too. */
  static Syntax<Boolean> trueFalse() {
    return choice(
        "boolean", Map.of("on", true, "true", true, "off", false, "false", false), "true or false");
  }

  /** One constant of an enumeration, in lower case. */
  static <E extends Enum<E>> Syntax<E> oneOf(Class<E> type) {
    Map<String, E> words = new LinkedHashMap<>();
    for (E constant : type.getEnumConstants()) {
      words.put(constant.name().toLowerCase(Locale.ROOT), constant);
    }
    String expected = String.join(", ", words.keySet());
    return choice("one of " + expected, words, "one of " + expected);
  }

  /** One of some words. */
  static <T> Syntax<T> choice(String type, Map<String, T> words, String expected) {
    return new Syntax<>(
        type,
        expected,
        text -> {
          T value = words.get(text.strip());
          return value != null
              ? new Parsed.Good<>(value)
              : new Parsed.Bad<>("is not known" + Spelling.hint(text.strip(), words.keySet()));
        });
  }

  /** Any text, not shown to anybody. */
  static Syntax<Secret> secret() {
    return new Syntax<>("secret", "text", text -> new Parsed.Good<>(new Secret(text)));
  }

  /** A name that is safe in records and metrics. */
  static Syntax<String> label() {
    return new Syntax<>(
        "name",
        "1 to 40 lower-case letters, digits, hyphens and underscores",
        text ->
            LABEL.matcher(text).matches()
                ? new Parsed.Good<>(text)
                : new Parsed.Bad<>("is not a name"));
  }

  /** A host's name, as it stands in a URL. */
  static Syntax<String> dnsName() {
    return new Syntax<>(
        "host name",
        "a host's name such as proxy.example",
        text ->
            HOST.matcher(text).matches()
                ? new Parsed.Good<>(text)
                : new Parsed.Bad<>("is not a host's name"));
  }

  /** The name of a user; without a colon, as that ends it where it stands before a password. */
  static Syntax<String> user() {
    return new Syntax<>(
        "user",
        "1 to 128 characters without spaces, colons and control characters",
        text ->
            USER.matcher(text).matches()
                ? new Parsed.Good<>(text)
                : new Parsed.Bad<>("is no name of a user"));
  }

  /** What clients are told that a password is for. */
  static Syntax<String> realm() {
    return new Syntax<>(
        "text",
        "1 to 100 printable characters of ASCII",
        text ->
            REALM.matcher(text).matches()
                ? new Parsed.Good<>(text)
                : new Parsed.Bad<>("is no realm"));
  }

  /** The address of a listener. */
  static Syntax<InetSocketAddress> bind() {
    return new Syntax<>(
        "address",
        BindAddress.EXPECTED,
        text ->
            switch (BindAddress.parse(text.strip())) {
              case BindAddress.Valid(InetSocketAddress address) -> new Parsed.Good<>(address);
              case BindAddress.Invalid(String problem) -> new Parsed.Bad<>(problem);
            });
  }

  /** A target with its port. */
  static Syntax<Target> target() {
    return new Syntax<>(
        "target",
        "host:port such as example.org:443 or [2001:db8::1]:443",
        text ->
            switch (TargetSyntax.parse(text.strip())) {
              case TargetSyntax.Valid(Target target) -> new Parsed.Good<>(target);
              case TargetSyntax.Invalid(String problem) ->
                  new Parsed.Bad<>("is no target: " + problem.replaceFirst(" \\(expected: .*", ""));
            });
  }

  /** A block of addresses. */
  static Syntax<Cidr> cidr() {
    return new Syntax<>(
        "address block", "192.0.2.0/24, 2001:db8::/32 or an address", CidrText::parse);
  }

  /** A path. */
  static Syntax<Path> path(Path folder) {
    return new Syntax<>(
        PATH, "a path, relative to the folder of this file", text -> resolve(folder, text));
  }

  private static Parsed<Path> resolve(Path folder, String text) {
    if (text.isEmpty()) {
      return new Parsed.Bad<>("is empty");
    }
    try {
      return new Parsed.Good<>(folder.resolve(text));
    } catch (InvalidPathException _) {
      return new Parsed.Bad<>("is no path on this system");
    }
  }

  /** A file that is there. */
  static Syntax<Path> file(Path folder) {
    return new Syntax<>(
        PATH,
        "a file, relative to the folder of this file",
        text -> path(folder).parse(text).then(Syntaxes::readable));
  }

  private static Parsed<Path> readable(Path file) {
    if (!Files.isRegularFile(file)) {
      return new Parsed.Bad<>(Files.exists(file) ? "is not a file" : "does not exist");
    }
    return Files.isReadable(file)
        ? new Parsed.Good<>(file)
        : new Parsed.Bad<>("cannot be read: permission denied");
  }

  /** A file that holds a secret. */
  static Syntax<Secret> secretFile(Path folder) {
    return new Syntax<>(
        PATH,
        "a file, relative to the folder of this file",
        text ->
            path(folder)
                .parse(text)
                .then(SmallFile::read)
                .then(secret -> new Parsed.Good<>(new Secret(secret))));
  }
}
