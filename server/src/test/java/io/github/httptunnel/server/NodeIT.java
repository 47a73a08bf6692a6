package io.github.httptunnel.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Node.js: its own HTTP client, and undici in both of its ways; the origin is in the clear. */
class NodeIT {

  private static final Payload PAYLOAD = Payload.of(1_000_000);

  private static final String HTTP_REQUEST =
      """
      const fs = require('node:fs');
      const http = require('node:http');
      const [proxy, origin] = process.argv.slice(2);
      const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
      const ports = new Set();

      function ask(method, path, then) {
        const headers = { host: new URL(origin).host };
        const options = { host: '127.0.0.1', port: proxy, agent, method, path: origin + path, headers };
        return http.request(options, response => {
          ports.add(response.socket.localPort);
          console.log(response.statusCode, 'on connection', ports.size);
          response.on('end', then);
          response.pipe(fs.createWriteStream(method));
        });
      }

      const post = ask('POST', '/', () => ask('GET', '/file', () => agent.destroy()).end());
      fs.createReadStream('upload').pipe(post);
      """;

  private static final String UNDICI =
      """
      const fs = require('node:fs');
      const { ProxyAgent, request } = require('undici');
      const [uri, tunnel, origin] = process.argv.slice(2);

      (async () => {
        const dispatcher = new ProxyAgent({ uri, proxyTunnel: tunnel === 'true', connections: 1 });
        const body = fs.createReadStream('upload');
        const posted = await request(origin + '/', { dispatcher, method: 'POST', body });
        console.log(posted.statusCode, await posted.body.text());
        const got = await request(origin + '/file', { dispatcher });
        fs.writeFileSync('GET', await got.body.bytes());
        await dispatcher.close();
      })();
      """;

  @TempDir Path folder;

  private Node node;

  @BeforeEach
  void unpacks() throws Exception {
    node = Node.in(folder);
    Files.write(folder.resolve("upload"), PAYLOAD.bytes());
  }

  @Test
  void httpRequestUploadsInChunksAndDownloadsOnOneConnection() {
    try (Scene scene = Scene.startPlain(folder, Scheme.HTTP)) {
      scene.origin().serve("/file", PAYLOAD.text());
      String port = Integer.toString(scene.server().address().getPort());
      String origin = "http://" + scene.target();
      assertThat(node.run(HTTP_REQUEST, port, origin))
          .isEqualTo("200 on connection 1\n200 on connection 1\n");
      assertExchanged(scene);
      scene.awaitEnds(2);
    }
  }

  @Test
  void undiciAsksForEachResource() {
    try (Scene scene = Scene.startPlain(folder, Scheme.HTTP)) {
      scene.origin().serve("/file", PAYLOAD.text());
      assertThat(undici(scene, false)).isEqualTo("200 ok\n");
      assertExchanged(scene);
      scene.awaitEnds(2);
    }
  }

  @Test
  void undiciOpensATunnelUnlessToldOtherwise() {
    try (Scene scene = Scene.startPlain(folder, Scheme.HTTP)) {
      scene.origin().serve("/file", PAYLOAD.text());
      assertThat(undici(scene, true)).isEqualTo("200 ok\n");
      assertExchanged(scene);
      scene.awaitTunnel();
    }
  }

  private String undici(Scene scene, boolean tunnel) {
    String origin = "http://" + scene.target();
    return node.run(UNDICI, scene.proxy(), Boolean.toString(tunnel), origin);
  }

  private void assertExchanged(Scene scene) {
    String uploaded = scene.origin().requests().getFirst().body();
    assertThat(uploaded.equals(PAYLOAD.text())).as("the upload is intact").isTrue();
    assertThat(folder.resolve("GET")).hasBinaryContent(PAYLOAD.bytes());
  }
}
