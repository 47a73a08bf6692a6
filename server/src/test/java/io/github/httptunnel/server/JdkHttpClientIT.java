package io.github.httptunnel.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.httptunnel.tunnel.Outcome;
import java.io.IOException;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The JDK's HTTP client, which speaks to proxies in the clear only. */
class JdkHttpClientIT {

  private static final Payload PAYLOAD = Payload.of(1_000_000);

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(Scheme.class)
  void gets(Scheme toOrigin) throws Exception {
    try (Scene scene = Scene.start(folder, Scheme.HTTP, toOrigin)) {
      scene.origin().serve("/file", PAYLOAD.text());
      try (HttpClient client = client(scene)) {
        HttpRequest get = HttpRequest.newBuilder(URI.create(scene.url("/file"))).build();
        HttpResponse<byte[]> response = client.send(get, BodyHandlers.ofByteArray());
        assertThat(response.body()).isEqualTo(PAYLOAD.bytes());
      }
      scene.awaitEnd();
    }
  }

  @ParameterizedTest
  @EnumSource(Scheme.class)
  void posts(Scheme toOrigin) throws Exception {
    try (Scene scene = Scene.start(folder, Scheme.HTTP, toOrigin)) {
      try (HttpClient client = client(scene)) {
        HttpRequest post =
            HttpRequest.newBuilder(URI.create(scene.url("/")))
                .POST(BodyPublishers.ofByteArray(PAYLOAD.bytes()))
                .build();
        assertThat(client.send(post, BodyHandlers.ofString()).body()).isEqualTo("ok");
        assertThat(scene.origin().requests().getFirst().body()).isEqualTo(PAYLOAD.text());
      }
      scene.awaitEnd();
    }
  }

  @Test
  void isToldOfATargetThatRefuses() {
    try (Scene scene = Scene.start(folder);
        HttpClient client = client(scene)) {
      String closed = scene.url("/");
      scene.origin().close();
      HttpRequest get = HttpRequest.newBuilder(URI.create(closed)).build();
      assertThatThrownBy(() -> client.send(get, BodyHandlers.discarding()))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("502");
      assertThat(scene.server().awaitEnd().outcome()).isInstanceOf(Outcome.Refused.class);
    }
  }

  private static HttpClient client(Scene scene) {
    return HttpClient.newBuilder()
        .proxy(ProxySelector.of(scene.server().address()))
        .sslContext(scene.certificates().clientContext())
        .build();
  }
}
