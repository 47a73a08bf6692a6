package io.github.httptunnel.server;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;

/** What a TLS client sends first, for tests that look at it on its way. */
final class FirstFlight {

  private FirstFlight() {}

  /** The JDK's ClientHello for a host. */
  static byte[] to(String host) {
    return bytes(List.of(new SNIHostName(host)));
  }

  /** One that names no host. */
  static byte[] toNobody() {
    return bytes(List.of());
  }

  /** The same with an extension that is made for an encrypted hello (RFC 9849), empty. */
  static byte[] encryptedTo(String host) {
    byte[] hello = to(host);
    byte[] longer = Arrays.copyOf(hello, hello.length + 4);
    longer[hello.length] = (byte) 0xfe;
    longer[hello.length + 1] = 0x0d;
    add(longer, 3, 2, 4);
    add(longer, 6, 3, 4);
    // version and random, session, suites, compression
    int extensions = 9 + 34;
    extensions += 1 + (longer[extensions] & 0xff);
    extensions += 2 + number(longer, extensions, 2);
    extensions += 1 + (longer[extensions] & 0xff);
    add(longer, extensions, 2, 4);
    return longer;
  }

  private static int number(byte[] in, int at, int length) {
    int value = 0;
    for (int i = 0; i < length; i++) {
      value = (value << 8) | (in[at + i] & 0xff);
    }
    return value;
  }

  private static void add(byte[] in, int at, int length, int more) {
    int value = number(in, at, length) + more;
    for (int i = length - 1; i >= 0; i--) {
      in[at + i] = (byte) value;
      value >>= 8;
    }
  }

  private static byte[] bytes(List<SNIHostName> names) {
    try {
      SSLEngine engine = SSLContext.getDefault().createSSLEngine();
      engine.setUseClientMode(true);
      SSLParameters parameters = engine.getSSLParameters();
      parameters.setServerNames(List.copyOf(names));
      engine.setSSLParameters(parameters);
      ByteBuffer out = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
      engine.wrap(ByteBuffer.allocate(0), out);
      byte[] flight = new byte[out.flip().remaining()];
      out.get(flight);
      return flight;
    } catch (GeneralSecurityException | SSLException e) {
      throw new AssertionError(e);
    }
  }
}
