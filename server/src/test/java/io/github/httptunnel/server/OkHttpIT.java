package io.github.httptunnel.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.httptunnel.tunnel.Outcome;
import java.io.IOException;
import java.net.Proxy;
import java.nio.file.Path;
import javax.net.ssl.SSLSocketFactory;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** OkHttp; towards a proxy inside TLS with the socket factory that its users write for it. */
class OkHttpIT {

  private static final Payload PAYLOAD = Payload.of(1_000_000);

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"HTTP, HTTP", "HTTP, HTTPS", "HTTPS, HTTP", "HTTPS, HTTPS"})
  void gets(Scheme toProxy, Scheme toOrigin) throws Exception {
    try (Scene scene = Scene.start(folder, toProxy, toOrigin)) {
      scene.origin().serve("/file", PAYLOAD.text());
      OkHttpClient client = client(scene, toProxy);
      Request get = new Request.Builder().url(scene.url("/file")).build();
      try (Response response = client.newCall(get).execute()) {
        assertThat(response.body().bytes()).isEqualTo(PAYLOAD.bytes());
      }
      client.connectionPool().evictAll();
      scene.awaitEnd();
    }
  }

  @ParameterizedTest
  @CsvSource({"HTTP, HTTP", "HTTP, HTTPS", "HTTPS, HTTP", "HTTPS, HTTPS"})
  void posts(Scheme toProxy, Scheme toOrigin) throws Exception {
    try (Scene scene = Scene.start(folder, toProxy, toOrigin)) {
      OkHttpClient client = client(scene, toProxy);
      RequestBody body = RequestBody.create(PAYLOAD.bytes(), null);
      Request post = new Request.Builder().url(scene.url("/")).post(body).build();
      try (Response response = client.newCall(post).execute()) {
        assertThat(response.body().string()).isEqualTo("ok");
      }
      assertThat(scene.origin().requests().getFirst().body()).isEqualTo(PAYLOAD.text());
      client.connectionPool().evictAll();
      scene.awaitEnd();
    }
  }

  @Test
  void isToldOfATargetThatRefuses() {
    try (Scene scene = Scene.start(folder)) {
      Request get = new Request.Builder().url(scene.url("/")).build();
      scene.origin().close();
      assertThatThrownBy(() -> client(scene, Scheme.HTTP).newCall(get).execute())
          .isInstanceOf(IOException.class)
          .hasMessageContaining("502");
      assertThat(scene.server().awaitEnd().outcome()).isInstanceOf(Outcome.Refused.class);
    }
  }

  private static OkHttpClient client(Scene scene, Scheme toProxy) {
    SSLSocketFactory sockets = scene.certificates().clientContext().getSocketFactory();
    OkHttpClient.Builder builder =
        new OkHttpClient.Builder()
            .proxy(new Proxy(Proxy.Type.HTTP, scene.server().address()))
            .sslSocketFactory(sockets, scene.certificates().trustManager());
    if (toProxy == Scheme.HTTPS) {
      builder.socketFactory(new TlsToProxy(sockets));
    }
    return builder.build();
  }
}
