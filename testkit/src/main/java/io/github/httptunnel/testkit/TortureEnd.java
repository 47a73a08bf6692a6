package io.github.httptunnel.testkit;

import java.io.IOException;

/** What a side does its part on. Reading and writing go on at once, on two threads. */
interface TortureEnd {

  /** As {@link java.io.InputStream#read(byte[])}. */
  int read(byte[] into) throws IOException;

  void write(byte[] bytes, int length) throws IOException;

  void halfClose() throws IOException;

  void reset() throws IOException;
}
