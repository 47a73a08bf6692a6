package io.github.httptunnel.server.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.apache.commons.codec.digest.Md5Crypt;

/**
 * {@code $apr1$}: MD5, a thousand times over, as older versions of htpasswd write it.
 *
 * @param text as in the file
 */
record Apr1(String text) implements PasswordHash {

  @Override
  public boolean matches(byte[] password) {
    String found = Md5Crypt.apr1Crypt(password.clone(), text);
    return MessageDigest.isEqual(
        text.getBytes(StandardCharsets.US_ASCII), found.getBytes(StandardCharsets.US_ASCII));
  }

  @Override
  public Effort effort() {
    return new Effort("apr1", "");
  }

  @Override
  public String toString() {
    return "Apr1[***]";
  }
}
