package io.github.httptunnel.testkit;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A message of Protocol Buffers, taken apart without its schema. What a message does not have is
 * empty or zero, as the format has it.
 */
final class ProtoMessage {

  private static final int VARINT = 0;
  private static final int FIXED_64 = 1;
  private static final int BYTES = 2;
  private static final int FIXED_32 = 5;

  private final Map<Integer, List<byte[]>> bytes = new HashMap<>();
  private final Map<Integer, Long> numbers = new HashMap<>();

  private ProtoMessage() {}

  /** Fails with the JDK's own exceptions if it is no message. */
  static ProtoMessage parse(byte[] raw) {
    ProtoMessage message = new ProtoMessage();
    ByteBuffer in = ByteBuffer.wrap(raw).order(ByteOrder.LITTLE_ENDIAN);
    while (in.hasRemaining()) {
      long tag = varint(in);
      message.field((int) (tag >>> 3), (int) (tag & 7), in);
    }
    return message;
  }

  private void field(int number, int type, ByteBuffer in) {
    switch (type) {
      case VARINT -> numbers.put(number, varint(in));
      case FIXED_64 -> numbers.put(number, in.getLong());
      case FIXED_32 -> numbers.put(number, (long) in.getInt());
      case BYTES -> {
        byte[] value = new byte[Math.toIntExact(varint(in))];
        in.get(value);
        bytes.computeIfAbsent(number, _ -> new ArrayList<>()).add(value);
      }
      default -> throw new IllegalArgumentException("wire type " + type);
    }
  }

  private static long varint(ByteBuffer in) {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      byte next = in.get();
      value |= (next & 0x7fL) << shift;
      if (next >= 0) {
        return value;
      }
    }
  }

  boolean has(int number) {
    return bytes.containsKey(number) || numbers.containsKey(number);
  }

  long number(int number) {
    return numbers.getOrDefault(number, 0L);
  }

  byte[] bytes(int number) {
    List<byte[]> values = bytes.get(number);
    return values == null ? new byte[0] : values.getLast();
  }

  String text(int number) {
    return new String(bytes(number), StandardCharsets.UTF_8);
  }

  ProtoMessage message(int number) {
    return parse(bytes(number));
  }

  List<ProtoMessage> messages(int number) {
    return bytes.getOrDefault(number, List.of()).stream().map(ProtoMessage::parse).toList();
  }
}
