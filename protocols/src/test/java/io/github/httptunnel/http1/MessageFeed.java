package io.github.httptunnel.http1;

import io.netty.buffer.ByteBuf;
import java.util.List;
import java.util.function.Function;

/**
 * Feeds a message to the readers of heads and of content, one behind the other.
 *
 * @param <H> the kind of head
 * @param <M> what a head is taken for
 */
final class MessageFeed<H, M> {

  private final HeadReader<H> heads;
  private final Function<H, M> judge;
  private final Function<M, ContentReader> content;
  private final Unread unread = new Unread(Cuts.ALLOCATOR);
  private ContentFeed feed;
  private M message;
  private Object refusal;

  private MessageFeed(
      HeadReader<H> heads, Function<H, M> judge, Function<M, ContentReader> content) {
    this.heads = heads;
    this.judge = judge;
    this.content = content;
  }

  /**
   * What has become of a message.
   *
   * @param message its head, or null
   * @param refusal why it has none, or null
   * @param content what has become of its content, if there is a head that may have some
   */
  record Fed<M>(M message, Object refusal, ContentFeed.Fed content) {
    /** Whether there is content that broke no rule. */
    boolean isSound() {
      return content != null && content.problem() == null;
    }

    Fed<M> comparable() {
      return new Fed<>(message, refusal, content == null ? null : content.comparable());
    }
  }

  /**
   * Feeds the reads in order.
   *
   * @param judge what a head is
   * @param content a reader of its content, or null if it is refused
   */
  static <H, M> Fed<M> feed(
      HeadReader<H> heads,
      Function<H, M> judge,
      Function<M, ContentReader> content,
      List<ByteBuf> reads,
      boolean end) {
    MessageFeed<H, M> feed = new MessageFeed<>(heads, judge, content);
    reads.forEach(feed::read);
    feed.unread.release();
    if (feed.feed != null && end) {
      feed.feed.end();
    }
    return new Fed<>(feed.message, feed.refusal, feed.feed == null ? null : feed.feed.fed());
  }

  private void read(ByteBuf bytes) {
    if (feed != null) {
      feed.read(bytes);
      return;
    }
    ByteBuf all = unread.with(bytes);
    if (refusal == null && message == null) {
      switch (heads.read(all)) {
        case HeadReader.Result.Incomplete<H>() -> {}
        case HeadReader.Result.Bad<H>(var why) -> refusal = why;
        case HeadReader.Result.Complete<H>(H head, int length) -> {
          all.skipBytes(length);
          head(head, all);
        }
      }
    }
    unread.keep(all);
  }

  private void head(H head, ByteBuf all) {
    message = judge.apply(head);
    ContentReader reader = content.apply(message);
    if (reader != null) {
      feed = new ContentFeed(reader);
      feed.read(all.readRetainedSlice(all.readableBytes()));
    }
  }
}
