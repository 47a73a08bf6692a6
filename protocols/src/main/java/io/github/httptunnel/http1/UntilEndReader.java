package io.github.httptunnel.http1;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Content that ends with its sender. Passed on in chunks, a client can tell its end from a break,
 * and its connection can serve another request.
 */
final class UntilEndReader implements ContentReader {

  private final boolean inChunks;
  private boolean complete;

  /**
   * @param inChunks whether to pass it on so; clients of HTTP/1.0 cannot read chunks
   */
  UntilEndReader(boolean inChunks) {
    this.inChunks = inChunks;
  }

  @Override
  public @Nullable String read(ByteBuf bytes, Consumer<ByteBuf> out) {
    int count = bytes.readableBytes();
    if (count == 0) {
      return null;
    }
    if (inChunks) {
      out.accept(ascii(Integer.toHexString(count) + "\r\n"));
    }
    out.accept(bytes.readRetainedSlice(count));
    if (inChunks) {
      out.accept(ascii("\r\n"));
    }
    return null;
  }

  @Override
  public boolean isComplete() {
    return complete;
  }

  @Override
  public boolean end(Consumer<ByteBuf> out) {
    complete = true;
    if (inChunks) {
      out.accept(ascii("0\r\n\r\n"));
    }
    return true;
  }

  private static ByteBuf ascii(String text) {
    return Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII);
  }
}
