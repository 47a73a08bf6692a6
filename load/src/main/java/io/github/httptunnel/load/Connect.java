package io.github.httptunnel.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Asks an HTTP proxy for a tunnel (RFC 9110 §9.3.6).
 *
 * @param target where it is to lead
 */
record Connect(Endpoint target) implements Step {

  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([0-9]{3})( .*)?");
  private static final String END_OF_HEAD = "\r\n\r\n";

  @Override
  public byte[] question() {
    String request = "CONNECT " + target + " HTTP/1.1\r\nHost: " + target + END_OF_HEAD;
    return request.getBytes(US_ASCII);
  }

  @Override
  public int end(byte[] received) throws IOException {
    String text = new String(received, US_ASCII);
    int end = text.indexOf(END_OF_HEAD);
    if (end < 0) {
      return -1;
    }
    String line = text.substring(0, text.indexOf("\r\n"));
    int status = status(line);
    if (status < 200 || status > 299) {
      throw new Refused(status, "it answered '" + line + "' (expected: a status from 200 to 299)");
    }
    return end + END_OF_HEAD.length();
  }

  /** The status in the first line of an answer; 0 if that is not HTTP. */
  static int status(String line) {
    Matcher matcher = STATUS.matcher(line);
    return matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
  }
}
