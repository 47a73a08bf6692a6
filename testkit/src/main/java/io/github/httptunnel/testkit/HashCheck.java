package io.github.httptunnel.testkit;

import java.util.OptionalLong;

/** Compares bytes, as they come, with the stream they should be. */
final class HashCheck {

  private final SplitMix64 stream;
  private final long expected;
  private long received;
  private OptionalLong firstWrong = OptionalLong.empty();

  HashCheck(SplitMix64 stream, long expected) {
    this.stream = stream;
    this.expected = expected;
  }

  void accept(byte[] bytes, int length) {
    for (int i = 0; i < length; i++, received++) {
      if (received < expected && bytes[i] != stream.nextByte() && firstWrong.isEmpty()) {
        firstWrong = OptionalLong.of(received);
      }
    }
  }

  long received() {
    return received;
  }

  OptionalLong firstWrong() {
    return firstWrong;
  }

  HashVerdict verdict(HashPlan plan, Ending ending) {
    return new HashVerdict(plan, expected, received, firstWrong, ending);
  }
}
