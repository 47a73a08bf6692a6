package io.github.httptunnel.testkit;

import java.util.Map;
import java.util.Optional;

/** Judges of SOCKS answers (RFC 1928 §6, RFC 1929 §2, SOCKS4). */
final class SocksJudges {

  static final Map<String, Judge> ALL =
      Map.of(
          "rep_in", SocksJudges::reply,
          "auth_fail", SocksJudges::authenticationFails,
          "socks4_code", SocksJudges::socks4Code);

  private SocksJudges() {}

  /** The reply's code follows the two bytes that chose "no authentication". */
  private static Optional<String> reply(Wanted wanted, Evidence evidence) {
    String bytes = evidence.observed().bytes();
    boolean right =
        bytes.length() >= 4
            && bytes.startsWith("\5\0\5")
            && wanted.numbers().contains((int) bytes.charAt(3));
    return right ? Optional.empty() : wrong("rep_in", wanted, evidence);
  }

  /** The server chose "user and password" and then gave a status other than zero. */
  private static Optional<String> authenticationFails(Wanted wanted, Evidence evidence) {
    String bytes = evidence.observed().bytes();
    boolean refused = bytes.length() == 4 && bytes.startsWith("\5\2\1") && bytes.charAt(3) != 0;
    boolean closed = bytes.equals("\5\2") && evidence.observed().ending().byPeer();
    return refused || closed ? Optional.empty() : wrong("auth_fail", wanted, evidence);
  }

  private static Optional<String> socks4Code(Wanted wanted, Evidence evidence) {
    String bytes = evidence.observed().bytes();
    boolean right =
        bytes.length() >= 2
            && bytes.charAt(0) == 0
            && wanted.numbers().contains((int) bytes.charAt(1));
    return right ? Optional.empty() : wrong("socks4_code", wanted, evidence);
  }

  private static Optional<String> wrong(String key, Wanted wanted, Evidence evidence) {
    return ClientJudges.found(key + ": " + ClientJudges.hex(evidence), wanted);
  }
}
