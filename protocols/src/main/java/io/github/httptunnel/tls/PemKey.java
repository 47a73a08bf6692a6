package io.github.httptunnel.tls;

import io.github.httptunnel.tunnel.Secret;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * A private key in PEM (RFC 7468): PKCS#8, encrypted or not, and the older forms that OpenSSL still
 * writes, PKCS#1 for RSA (RFC 8017) and SEC1 for elliptic curves (RFC 5915), which are PKCS#8
 * without its envelope.
 */
final class PemKey {

  private static final Pattern BLOCK =
      Pattern.compile(
          "-----BEGIN ((?:ENCRYPTED |RSA |EC )?PRIVATE KEY)-----([A-Za-z0-9+/=\\s]+)-----END \\1-----");

  /** {@code rsaEncryption} with NULL parameters, as an AlgorithmIdentifier. */
  private static final byte[] RSA = HexFormat.of().parseHex("300d06092a864886f70d0101010500");

  /** {@code id-ecPublicKey}. */
  private static final byte[] EC = HexFormat.of().parseHex("06072a8648ce3d0201");

  private static final byte[] VERSION_0 = {2, 1, 0};
  private static final int SEQUENCE = 0x30;
  private static final int OCTET_STRING = 0x04;
  private static final int OBJECT_ID = 0x06;
  private static final int CURVE_PARAMETERS = 0xA0;

  private PemKey() {}

  static PrivateKey read(String pem, @Nullable Secret password)
      throws GeneralSecurityException, IOException {
    Matcher block = BLOCK.matcher(pem);
    if (!block.find()) {
      throw new InvalidKeyException("no private key block");
    }
    byte[] der = Base64.getMimeDecoder().decode(block.group(2));
    return switch (block.group(1)) {
      case "RSA PRIVATE KEY" -> pkcs8(envelope(RSA, der));
      case "EC PRIVATE KEY" -> pkcs8(envelope(der(SEQUENCE, EC, curve(der)), der));
      case "ENCRYPTED PRIVATE KEY" -> pkcs8(decrypted(der, password));
      default -> pkcs8(der);
    };
  }

  private static PrivateKey pkcs8(byte[] der) throws GeneralSecurityException {
    for (String algorithm : List.of("EC", "RSA", "Ed25519")) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
      } catch (GeneralSecurityException _) {
        // another algorithm's key
      }
    }
    throw new InvalidKeyException("neither EC nor RSA nor Ed25519");
  }

  private static byte[] decrypted(byte[] der, @Nullable Secret password)
      throws GeneralSecurityException, IOException {
    if (password == null) {
      throw new InvalidKeyException("encrypted");
    }
    EncryptedPrivateKeyInfo info = new EncryptedPrivateKeyInfo(der);
    String algorithm =
        info.getAlgName().equals("PBES2") ? info.getAlgParameters().toString() : info.getAlgName();
    Cipher cipher = Cipher.getInstance(algorithm);
    cipher.init(
        Cipher.DECRYPT_MODE,
        SecretKeyFactory.getInstance(algorithm)
            .generateSecret(new PBEKeySpec(password.value().toCharArray())),
        info.getAlgParameters());
    return info.getKeySpec(cipher).getEncoded();
  }

  private static byte[] envelope(byte[] algorithm, byte[] key) {
    return der(SEQUENCE, VERSION_0, algorithm, der(OCTET_STRING, key));
  }

  /** The curve's name, which stands in the key as {@code [0] EXPLICIT OBJECT IDENTIFIER}. */
  private static byte[] curve(byte[] sec1) throws InvalidKeyException {
    try {
      int version = sec1[1] < 0 ? 2 + (sec1[1] & 0x7F) : 2;
      int key = version + VERSION_0.length;
      int parameters = key + 2 + sec1[key + 1];
      int length = sec1[parameters + 1];
      if ((sec1[parameters] & 0xFF) == CURVE_PARAMETERS && sec1[parameters + 2] == OBJECT_ID) {
        return Arrays.copyOfRange(sec1, parameters + 2, parameters + 2 + length);
      }
    } catch (IndexOutOfBoundsException _) {
      // cut short, or no key at all
    }
    throw new InvalidKeyException("no named curve");
  }

  private static byte[] der(int tag, byte[]... parts) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      content.writeBytes(part);
    }
    int length = content.size();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(tag);
    if (length < 0x80) {
      out.write(length);
    } else if (length < 0x100) {
      out.writeBytes(new byte[] {(byte) 0x81, (byte) length});
    } else {
      out.writeBytes(new byte[] {(byte) 0x82, (byte) (length >> 8), (byte) length});
    }
    out.writeBytes(content.toByteArray());
    return out.toByteArray();
  }
}
