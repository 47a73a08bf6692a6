package io.github.httptunnel.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SipHashTest {

  /** The key of the reference vectors: bytes 0 to 15. */
  private final SipHash reference = new SipHash(0x0706050403020100L, 0x0f0e0d0c0b0a0908L);

  @ParameterizedTest
  @CsvSource({
    "0, 726fdb47dd0e0e31",
    "1, 74f839c593dc67fd",
    "7, ab0200f58b01d137",
    "8, 93f5f5799a932462",
    "9, 9e0082df0ba9e4b0",
    "15, a129ca6149be45e5",
    "16, 3f2acc7f57c29bdb"
  })
  void givesTheReferenceVectors(int length, String hash) {
    byte[] message = new byte[length];
    for (int i = 0; i < length; i++) {
      message[i] = (byte) i;
    }
    assertThat(Long.toHexString(reference.of(message))).isEqualTo(hash);
  }

  @Test
  void isAnotherWithEachRandomKey() {
    SecureRandom random = new SecureRandom();
    byte[] message = {1, 2, 3};
    assertThat(SipHash.random(random).of(message)).isNotEqualTo(SipHash.random(random).of(message));
  }
}
