package io.github.httptunnel.server.identity;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * {@code $argon2id$v=19$m=...,t=...,p=...$salt$hash}, as the reference implementation writes it
 * (RFC 9106).
 *
 * @param memory in KiB
 * @param passes over the memory
 * @param lanes into which the memory is cut
 * @param salt in Base64, without padding
 * @param hash in Base64, without padding
 */
record Argon2id(int memory, int passes, int lanes, String salt, String hash)
    implements PasswordHash {

  static final int MOST_MEMORY = 64 * 1024;
  static final int MOST_PASSES = 32;
  static final int MOST_LANES = 16;

  /** What the argon2 memory of a lane is at least (RFC 9106 §3.1). */
  static final int LEAST_MEMORY_OF_LANE = 8;

  private static final int USUAL_MEMORY = 19 * 1024;
  private static final int USUAL_PASSES = 2;
  private static final int SALT_BYTES = 16;
  private static final int HASH_BYTES = 32;
  private static final Base64.Encoder BASE64 = Base64.getEncoder().withoutPadding();

  static Argon2id of(byte[] password, SecureRandom random) {
    byte[] salt = new byte[SALT_BYTES];
    random.nextBytes(salt);
    byte[] hash = hash(password, salt, HASH_BYTES, USUAL_MEMORY, USUAL_PASSES, 1);
    return new Argon2id(
        USUAL_MEMORY, USUAL_PASSES, 1, BASE64.encodeToString(salt), BASE64.encodeToString(hash));
  }

  String text() {
    return "$argon2id$v=19$m=" + memory + ",t=" + passes + ",p=" + lanes + "$" + salt + "$" + hash;
  }

  @Override
  public boolean matches(byte[] password) {
    byte[] expected = Base64.getDecoder().decode(hash);
    byte[] found =
        hash(password, Base64.getDecoder().decode(salt), expected.length, memory, passes, lanes);
    return MessageDigest.isEqual(expected, found);
  }

  @Override
  public Effort effort() {
    return new Effort("argon2id", memory + "," + passes + "," + lanes);
  }

  private static byte[] hash(
      byte[] password, byte[] salt, int length, int memory, int passes, int lanes) {
    Argon2BytesGenerator generator = new Argon2BytesGenerator();
    generator.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withMemoryAsKB(memory)
            .withIterations(passes)
            .withParallelism(lanes)
            .withSalt(salt)
            .build());
    byte[] hash = new byte[length];
    generator.generateBytes(password, hash);
    return hash;
  }

  @Override
  public String toString() {
    return "Argon2id[***]";
  }
}
