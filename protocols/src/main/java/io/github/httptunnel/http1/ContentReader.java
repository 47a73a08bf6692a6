package io.github.httptunnel.http1;

import io.netty.buffer.ByteBuf;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Follows one message's content as its bytes come, and knows where it ends. */
interface ContentReader {

  /**
   * Takes what it can of the bytes, never one behind the content's end; what it leaves must be
   * there again, with more behind it, at the next call.
   *
   * @param out gets what is to be passed on, as slices of its own to release
   * @return what is wrong with the bytes, or null
   */
  @Nullable String read(ByteBuf bytes, Consumer<ByteBuf> out);

  /** Whether the content has been read to its end. */
  boolean isComplete();

  /**
   * The sender has ended.
   *
   * @param out gets what is still to be passed on
   * @return whether the content is complete with it
   */
  default boolean end(Consumer<ByteBuf> out) {
    return isComplete();
  }
}
