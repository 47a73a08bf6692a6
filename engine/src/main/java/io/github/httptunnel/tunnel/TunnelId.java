package io.github.httptunnel.tunnel;

import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;

/**
 * The random name of one tunnel, 128 bits. It says nothing about the client, the target or the
 * time.
 *
 * @param high the first 64 bits
 * @param low the last 64 bits
 */
public record TunnelId(long high, long low) {

  /** A new identifier. */
  public static TunnelId random() {
    return random(ThreadLocalRandom.current());
  }

  /** The same of this generator. */
  public static TunnelId random(RandomGenerator random) {
    return new TunnelId(random.nextLong(), random.nextLong());
  }

  /** The identifier with these 32 hexadecimal digits; nothing if that is not what they are. */
  public static Optional<TunnelId> parse(String digits) {
    if (digits.length() != 32 || !digits.chars().allMatch(HexFormat::isHexDigit)) {
      return Optional.empty();
    }
    return Optional.of(
        new TunnelId(
            HexFormat.fromHexDigitsToLong(digits, 0, 16),
            HexFormat.fromHexDigitsToLong(digits, 16, 32)));
  }

  /** 32 hexadecimal digits. */
  @Override
  public String toString() {
    HexFormat hex = HexFormat.of();
    return hex.toHexDigits(high) + hex.toHexDigits(low);
  }
}
