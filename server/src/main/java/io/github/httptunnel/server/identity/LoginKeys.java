package io.github.httptunnel.server.identity;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Makes {@link LoginKey}s with HMAC-SHA-256 and a key that exists in this process only. */
final class LoginKeys {

  private static final String ALGORITHM = "HmacSHA256";
  private static final int KEY_BYTES = 32;

  private final SecretKeySpec key;

  private LoginKeys(SecretKeySpec key) {
    this.key = key;
  }

  static LoginKeys random(SecureRandom random) {
    byte[] key = new byte[KEY_BYTES];
    random.nextBytes(key);
    return new LoginKeys(new SecretKeySpec(key, ALGORITHM));
  }

  LoginKey of(byte[] user, byte[] password) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      // with its length in front, no end of a name can pass for the beginning of a password
      mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(user.length).flip());
      mac.update(user);
      ByteBuffer code = ByteBuffer.wrap(mac.doFinal(password));
      return new LoginKey(code.getLong(), code.getLong());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HmacSHA256", e);
    }
  }
}
