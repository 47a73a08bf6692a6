package io.github.httptunnel.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.httptunnel.testkit.SplitMix64;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;

/**
 * Content of any length in which a lost, doubled or moved byte shows, sent and checked as a stream.
 *
 * @param length its bytes
 * @param form how it is framed
 */
record Content(long length, Form form) {

  /** How a message's content is framed. */
  enum Form {
    NONE,
    LENGTH,
    CHUNKED,
    TRAILERS,
    UNTIL_END;

    boolean isChunked() {
      return this == CHUNKED || this == TRAILERS;
    }
  }

  /** The trailer of {@link Form#TRAILERS}. */
  static final String TRAILER = "X-Checked: yes";

  /** No power of two, so that nothing that is moved by a buffer's length fits by chance. */
  private static final int PERIOD = 65_521;

  private static final byte[] BYTES = new byte[PERIOD];

  static {
    new SplitMix64(1).fill(BYTES, PERIOD);
  }

  /** The fields that announce it, each with its line end. */
  String fields() {
    return switch (form) {
      case NONE, UNTIL_END -> "";
      case LENGTH -> "Content-Length: " + length + "\r\n";
      case CHUNKED -> "Transfer-Encoding: chunked\r\n";
      case TRAILERS -> "Trailer: X-Checked\r\nTransfer-Encoding: chunked\r\n";
    };
  }

  /** Sends it, framing included. */
  void write(OutputStream out) throws IOException {
    for (long at = 0; at < length; at += PERIOD) {
      int count = (int) Math.min(PERIOD, length - at);
      if (form.isChunked()) {
        out.write((Integer.toHexString(count) + "\r\n").getBytes(ISO_8859_1));
      }
      out.write(BYTES, 0, count);
      if (form.isChunked()) {
        out.write("\r\n".getBytes(ISO_8859_1));
      }
    }
    if (form.isChunked()) {
      String trailer = form == Form.TRAILERS ? TRAILER + "\r\n" : "";
      out.write(("0\r\n" + trailer + "\r\n").getBytes(ISO_8859_1));
    }
    out.flush();
  }

  /** Follows content as it comes; its framing is taken off already. */
  static final class Check {

    private long length;
    private boolean intact = true;

    /** Reads that many bytes, or until the stream ends. */
    void read(InputStream in, long count) throws IOException {
      byte[] buffer = new byte[PERIOD];
      for (long left = count; left > 0; ) {
        int offset = (int) (length % PERIOD);
        int most = (int) Math.min(PERIOD - offset, left);
        int read = in.read(buffer, 0, most);
        if (read < 0) {
          return;
        }
        intact &= Arrays.equals(buffer, 0, read, BYTES, offset, offset + read);
        length += read;
        left -= read;
      }
    }

    long length() {
      return length;
    }

    boolean isIntact() {
      return intact;
    }
  }
}
