package io.github.httptunnel.tunnel;

import java.util.HexFormat;
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
  public static TunnelId random(RandomGenerator random) {
    return new TunnelId(random.nextLong(), random.nextLong());
  }

  /** 32 hexadecimal digits. */
  @Override
  public String toString() {
    HexFormat hex = HexFormat.of();
    return hex.toHexDigits(high) + hex.toHexDigits(low);
  }
}
