package io.github.httptunnel.http1;

import io.netty.buffer.ByteBuf;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Content of a known length. */
final class LengthReader implements ContentReader {

  private long left;

  LengthReader(long length) {
    this.left = length;
  }

  @Override
  public @Nullable String read(ByteBuf bytes, Consumer<ByteBuf> out) {
    int count = (int) Math.min(left, bytes.readableBytes());
    if (count > 0) {
      left -= count;
      out.accept(bytes.readRetainedSlice(count));
    }
    return null;
  }

  @Override
  public boolean isComplete() {
    return left == 0;
  }
}
