package io.github.httptunnel.server.identity;

import java.util.Map;

/** Hashes of {@code pass}, made with OpenSSL 3.0, libxcrypt and the argon2 reference. */
final class Hashes {

  static final String BCRYPT = "$2b$04$abcdefghijklmnopqrstuufznL8bkzdtHwLhca4To/v9Lo9bA7fR6";

  static final Map<String, String> OF_PASS =
      Map.of(
          "bcrypt 2b", BCRYPT,
          "bcrypt 2y", "$2y$05$abcdefghijklmnopqrstuuZFBUbfXoM8LFiPx8LYlO/sXZB/Cwk3K",
          "bcrypt 2a", "$2a$04$abcdefghijklmnopqrstuufznL8bkzdtHwLhca4To/v9Lo9bA7fR6",
          "apr1", "$apr1$saltsalt$xx013OFx2cRtDjpNeiZXf.",
          "sha256", "$5$saltsalt$9k0iflfLhuazVMAUTm0egnVlpP5ays5xBLqSJuoPfB9",
          "sha512",
              "$6$saltsalt$KN.twvCyfwE67paW76hS2/bacYkY9PxIhxqYG9vL5bZmIwWBGDJ6mu4HlCosKUBf"
                  + "QwVXKXxXVXPcqdwd1Ip0X/",
          "sha512 with rounds",
              "$6$rounds=1000$saltsalt$FiBN5PCSQz7PpTOT7vwGSzY2QH528hJHj.FtyQdehiyRbdxPIZydG7z9"
                  + "a4mOh.ZWHCU17ZsaRhe.JmCaRFZjY.",
          "sha256 with the usual rounds",
              "$5$rounds=5000$saltsalt$9k0iflfLhuazVMAUTm0egnVlpP5ays5xBLqSJuoPfB9",
          "sha1", "{SHA}nU4eI71bcnBGqeO0t9tXvY1u5oQ=");

  /** Of {@code password}. */
  static final Map<String, String> ARGON2ID_OF_PASSWORD =
      Map.of(
          "64 MiB",
              "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
          "one lane",
              "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
          "two lanes",
              "$argon2id$v=19$m=256,t=2,p=2$c29tZXNhbHQ$bQk8UB/VmZZF4Oo79iDXuL5/0ttZwg2f/5U52iv1cDc");

  private Hashes() {}

  static PasswordHash parse(String text) {
    return switch (HashSyntax.parse(text)) {
      case HashSyntax.Valid(PasswordHash hash) -> hash;
      case HashSyntax.Invalid(String problem) -> throw new AssertionError(problem);
    };
  }
}
