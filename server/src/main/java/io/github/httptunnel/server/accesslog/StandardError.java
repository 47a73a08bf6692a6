package io.github.httptunnel.server.accesslog;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Standard error, which is never closed: it belongs to the process.
 *
 * @param out not buffered
 */
record StandardError(OutputStream out) implements LineTarget {

  @Override
  public void write(byte[] lines) throws IOException {
    out.write(lines);
  }

  @Override
  public void reopen() {}

  @Override
  public void close() {}
}
