package io.github.httptunnel.http1;

import io.github.httptunnel.http.Field;
import io.github.httptunnel.tunnel.Refusal;
import io.github.httptunnel.tunnel.Refusal.Malformed.Part;
import io.netty.buffer.ByteBuf;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What differs between the heads of requests and of responses. One instance reads one head.
 *
 * @param <H> the head
 */
interface HeadGrammar<H> {

  /** The most bytes of a head, its last empty line included. */
  int maxHead();

  /** The most header fields. */
  int maxFields();

  /**
   * Reads the first line.
   *
   * @return why it is none, or null
   */
  @Nullable Refusal startLine(String line);

  /**
   * Looks at a first line that may not be whole.
   *
   * @param start where it begins
   * @param end behind the last byte of it that is there
   * @return why it is too long, or null
   */
  @Nullable Refusal startLineLimits(ByteBuf bytes, int start, int end);

  /** The head, when its first line and all fields have been read. */
  H head(List<Field> fields);

  /** How a fault in the head is told. */
  Refusal fault(Part part, String problem);
}
