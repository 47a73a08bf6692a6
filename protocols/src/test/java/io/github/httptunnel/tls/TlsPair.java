package io.github.httptunnel.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.answer.RecordingSink;
import io.github.httptunnel.answer.Wire;
import io.github.httptunnel.tunnel.Negotiator;
import io.github.httptunnel.tunnel.Secret;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import javax.net.ssl.SSLException;

/** A TLS client and a {@link TlsAcceptor}, joined without a socket; time stands still. */
final class TlsPair implements AutoCloseable {

  private static final String PASSWORD = "secret";

  private final Wire server = new Wire();
  private final EmbeddedChannel client;
  private final RecordingSink sink = new RecordingSink();
  private final StringBuilder received = new StringBuilder();

  /**
   * @param handler plays the protocol behind TLS
   */
  TlsPair(SslContext context, SslHandler client, Negotiator handler) {
    this(context, client, handler, null);
  }

  /** The same with a server that asks for certificates. */
  TlsPair(SslContext context, SslHandler client, Negotiator handler, ClientProof proof) {
    this.client = new EmbeddedChannel();
    new TlsAcceptor(context, Duration.ofSeconds(10), proof)
        .install(server.channel(), server.client(), handler, sink);
    this.client.pipeline().addLast(client);
    if (proof != null) {
      this.client.pipeline().addLast(new Calm());
    }
    pump();
  }

  /** A context for a fresh certificate. */
  static SslContext context(SslProvider provider) throws Exception {
    X509Bundle bundle =
        new CertificateBuilder()
            .algorithm(CertificateBuilder.Algorithm.ecp256)
            .subject("CN=localhost")
            .setIsCertificateAuthority(true)
            .buildSelfSigned();
    Path file = bundle.toTempKeyStoreFile(PASSWORD.toCharArray()).toPath();
    return context(new KeyMaterial.Pkcs12(file, new Secret(PASSWORD)), provider);
  }

  /** A context for a certificate that is there. */
  static SslContext context(KeyMaterial material, SslProvider provider) {
    KeyLoader.Loaded loaded = KeyLoader.load(material);
    assertThat(loaded).isInstanceOf(KeyLoader.Loaded.Identity.class);
    TlsServerContext built =
        ServerContexts.build((KeyLoader.Loaded.Identity) loaded, provider, null);
    assertThat(built).isInstanceOf(TlsServerContext.Ready.class);
    return ((TlsServerContext.Ready) built).context();
  }

  /** A client of the JDK that trusts everybody. */
  static SslHandler client(String version, String... alpn) throws SSLException {
    SslContextBuilder builder =
        SslContextBuilder.forClient()
            .sslProvider(SslProvider.JDK)
            .trustManager(InsecureTrustManagerFactory.INSTANCE)
            .protocols(version);
    if (alpn.length > 0) {
      builder.applicationProtocolConfig(
          new ApplicationProtocolConfig(
              Protocol.ALPN,
              SelectorFailureBehavior.NO_ADVERTISE,
              SelectedListenerFailureBehavior.ACCEPT,
              alpn));
    }
    return builder.build().newHandler(UnpooledByteBufAllocator.DEFAULT);
  }

  /** Carries bytes both ways until there are no more. */
  void pump() {
    boolean moved = true;
    while (moved) {
      boolean down = move(server.channel(), client);
      moved = move(client, server.channel()) || down;
    }
    for (ByteBuf data = client.readInbound(); data != null; data = client.readInbound()) {
      received.append(data.toString(StandardCharsets.ISO_8859_1));
      data.release();
    }
  }

  private static boolean move(EmbeddedChannel from, EmbeddedChannel to) {
    from.runPendingTasks();
    ByteBuf data = from.readOutbound();
    if (data == null) {
      return false;
    }
    if (to.isOpen()) {
      to.writeInbound(data);
    } else {
      data.release();
    }
    return true;
  }

  /** The client sends. */
  void send(String text) {
    client.writeOutbound(Wire.bytes(text));
    pump();
  }

  /** The client finishes sending, with a close_notify. */
  void finish() {
    client.pipeline().get(SslHandler.class).closeOutbound();
    pump();
  }

  /** The client's TCP connection finishes without one. */
  void cut() {
    server.channel().pipeline().fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);
    pump();
  }

  /** Bytes that are not the client's reach the server, as long as it listens. */
  void inject(String bytes) {
    if (server.channel().isOpen()) {
      server.receive(bytes);
    }
  }

  Wire server() {
    return server;
  }

  SslHandler clientTls() {
    return client.pipeline().get(SslHandler.class);
  }

  RecordingSink sink() {
    return sink;
  }

  /** What the client has read. */
  String received() {
    return received.toString();
  }

  /** Whether the client has had a close_notify. */
  boolean clientFinished() {
    return clientTls().engine().isInboundDone();
  }

  @Override
  public void close() {
    server.close();
    client.finishAndReleaseAll();
  }

  /** An alert is no failure of a test about clients that are not believed. */
  private static final class Calm extends ChannelInboundHandlerAdapter {
    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
      ctx.close();
    }
  }
}
