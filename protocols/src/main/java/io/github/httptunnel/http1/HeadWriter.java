package io.github.httptunnel.http1;

import io.github.httptunnel.http.Field;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;

/** Writes the head of a message that is passed on. */
final class HeadWriter {

  private final StringBuilder text = new StringBuilder(512);

  void line(String line) {
    text.append(line).append("\r\n");
  }

  void field(String name, String value) {
    text.append(name).append(": ").append(value).append("\r\n");
  }

  void field(Field field) {
    field(field.name(), field.value());
  }

  /** The head with its empty line. */
  ByteBuf end() {
    return Unpooled.copiedBuffer(text.append("\r\n"), StandardCharsets.ISO_8859_1);
  }
}
