package io.github.httptunnel.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.tunnel.Outcome;
import java.net.URI;
import java.nio.file.Path;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Apache HttpClient 5, with proxies in the clear and inside TLS. */
class ApacheHttpClientIT {

  private static final Payload PAYLOAD = Payload.of(1_000_000);

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"HTTP, HTTP", "HTTP, HTTPS", "HTTPS, HTTP", "HTTPS, HTTPS"})
  void gets(Scheme toProxy, Scheme toOrigin) throws Exception {
    try (Scene scene = Scene.start(folder, toProxy, toOrigin)) {
      scene.origin().serve("/file", PAYLOAD.text());
      try (CloseableHttpClient client = client(scene)) {
        byte[] body =
            client.execute(
                new HttpGet(scene.url("/file")),
                response -> EntityUtils.toByteArray(response.getEntity()));
        assertThat(body).isEqualTo(PAYLOAD.bytes());
      }
      scene.awaitEnd();
    }
  }

  @ParameterizedTest
  @CsvSource({"HTTP, HTTP", "HTTP, HTTPS", "HTTPS, HTTP", "HTTPS, HTTPS"})
  void posts(Scheme toProxy, Scheme toOrigin) throws Exception {
    try (Scene scene = Scene.start(folder, toProxy, toOrigin)) {
      try (CloseableHttpClient client = client(scene)) {
        HttpPost post = new HttpPost(scene.url("/"));
        post.setEntity(new ByteArrayEntity(PAYLOAD.bytes(), ContentType.APPLICATION_OCTET_STREAM));
        String body = client.execute(post, response -> EntityUtils.toString(response.getEntity()));
        assertThat(body).isEqualTo("ok");
        assertThat(scene.origin().requests().getFirst().body()).isEqualTo(PAYLOAD.text());
      }
      scene.awaitEnd();
    }
  }

  @ParameterizedTest
  @EnumSource(Scheme.class)
  void readsWhyATargetCannotBeReached(Scheme toOrigin) throws Exception {
    try (Scene scene = Scene.start(folder, Scheme.HTTP, toOrigin);
        CloseableHttpClient client = client(scene)) {
      HttpGet get = new HttpGet(scene.url("/"));
      scene.origin().close();
      String answer =
          client.execute(
              get,
              response -> response.getCode() + " " + EntityUtils.toString(response.getEntity()));
      assertThat(answer).startsWith("502 ").contains("refused");
      assertThat(scene.server().awaitEnd().outcome()).isInstanceOf(Outcome.Refused.class);
    }
  }

  private static CloseableHttpClient client(Scene scene) {
    return HttpClients.custom()
        .setProxy(HttpHost.create(URI.create(scene.proxy())))
        .setConnectionManager(
            PoolingHttpClientConnectionManagerBuilder.create()
                .setTlsSocketStrategy(
                    new DefaultClientTlsStrategy(scene.certificates().clientContext()))
                .build())
        .build();
  }
}
