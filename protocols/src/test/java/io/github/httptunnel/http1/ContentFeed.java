package io.github.httptunnel.http1;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Feeds content to a reader as the handlers do: what it leaves comes again, with more behind it.
 */
final class ContentFeed {

  private final ContentReader reader;
  private final Unread unread = new Unread(Cuts.ALLOCATOR);
  private final StringBuilder out = new StringBuilder();
  private String problem;

  ContentFeed(ContentReader reader) {
    this.reader = reader;
  }

  /** What has become of all of it. */
  record Fed(String out, String problem, boolean complete, String rest) {
    /** The same, but for the words of the problem and for what was passed on before it. */
    Fed comparable() {
      return problem == null ? this : new Fed("", "", false, "");
    }
  }

  /** Feeds the reads in order, up to the first problem. */
  static Fed feed(ContentReader reader, List<ByteBuf> reads) {
    ContentFeed feed = new ContentFeed(reader);
    reads.forEach(feed::read);
    return feed.fed();
  }

  /** The same, and the sender's end behind it. */
  static Fed feedAndEnd(ContentReader reader, List<ByteBuf> reads) {
    ContentFeed feed = new ContentFeed(reader);
    reads.forEach(feed::read);
    reader.end(feed::take);
    return feed.fed();
  }

  /** One read. */
  void read(ByteBuf bytes) {
    ByteBuf all = unread.with(bytes.readableBytes() == 0 ? Cuts.ALLOCATOR.buffer(0) : bytes);
    if (problem == null) {
      problem = reader.read(all, this::take);
    }
    unread.keep(all);
  }

  /** The sender's end. */
  void end() {
    if (problem == null) {
      reader.end(this::take);
    }
  }

  /** What has become of it so far; to be called once. */
  Fed fed() {
    ByteBuf left = unread.take();
    String rest = left.toString(StandardCharsets.ISO_8859_1);
    left.release();
    return new Fed(out.toString(), problem, reader.isComplete(), rest);
  }

  private void take(ByteBuf passed) {
    out.append(passed.toString(StandardCharsets.ISO_8859_1));
    passed.release();
  }
}
