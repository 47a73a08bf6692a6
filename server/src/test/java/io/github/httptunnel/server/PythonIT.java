package io.github.httptunnel.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.testkit.Command;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Python's own HTTP clients and an origin in the clear. */
class PythonIT {

  private static final Payload PAYLOAD = Payload.of(1_000_000);

  @TempDir Path folder;

  @Test
  void urllibDownloads() {
    String program =
        """
        import shutil, sys, urllib.request
        with urllib.request.urlopen(sys.argv[1]) as response, open("download", "wb") as file:
            shutil.copyfileobj(response, file)
        """;
    try (Scene scene = Scene.startPlain(folder, Scheme.HTTP)) {
      scene.origin().serve("/file", PAYLOAD.text());
      python(program, scene, scene.url("/file"));
      assertThat(folder.resolve("download")).hasBinaryContent(PAYLOAD.bytes());
      scene.awaitEnd();
    }
  }

  @Test
  void urllibPosts() throws Exception {
    String program =
        """
        import sys, urllib.request
        with open("upload", "rb") as file:
            urllib.request.urlopen(sys.argv[1], data=file.read()).read()
        """;
    try (Scene scene = Scene.startPlain(folder, Scheme.HTTP)) {
      Files.write(folder.resolve("upload"), PAYLOAD.bytes());
      python(program, scene, scene.url("/"));
      assertUploaded(scene, 0);
      scene.awaitEnd();
    }
  }

  @Test
  void urllibSeesTheStatusOfARefusal() {
    String program =
        """
        import sys, urllib.error, urllib.request
        try:
            urllib.request.urlopen(sys.argv[1])
        except urllib.error.HTTPError as error:
            print(error.code)
        """;
    try (Scene scene = Scene.startPlain(folder, Scheme.HTTP)) {
      assertThat(python(program, scene, scene.forbiddenUrl())).isEqualToIgnoringNewLines("403");
      scene.awaitForbidden();
    }
  }

  @Test
  void httpClientUploadsInChunksOnAConnectionThatItKeeps() throws Exception {
    String program =
        """
        import http.client, sys
        def chunks():
            with open("upload", "rb") as file:
                while chunk := file.read(10_000):
                    yield chunk
        proxy = http.client.HTTPConnection("127.0.0.1", int(sys.argv[1]))
        proxy.connect()
        proxy.auto_open = False
        for _ in range(2):
            headers = {"Transfer-Encoding": "chunked"}
            proxy.request("POST", sys.argv[2], chunks(), headers, encode_chunked=True)
            print(proxy.getresponse().read().decode())
        proxy.close()
        """;
    try (Scene scene = Scene.startPlain(folder, Scheme.HTTP)) {
      Files.write(folder.resolve("upload"), PAYLOAD.bytes());
      assertThat(python(program, scene, port(scene), scene.url("/"))).isEqualTo("ok\nok\n");
      assertUploaded(scene, 0);
      assertUploaded(scene, 1);
      scene.awaitEnds(2);
    }
  }

  /** It sends a request to its end before it looks for an answer. */
  @Test
  void httpClientSeesARefusalBehindALargeUpload() {
    String program =
        """
        import http.client, sys
        proxy = http.client.HTTPConnection("127.0.0.1", int(sys.argv[1]))
        proxy.request("POST", sys.argv[2], bytes(20_000_000))
        print(proxy.getresponse().status)
        proxy.close()
        """;
    try (Scene scene = Scene.startPlain(folder, Scheme.HTTP)) {
      assertThat(python(program, scene, port(scene), scene.forbiddenUrl())).isEqualTo("403\n");
      scene.awaitForbidden();
    }
  }

  private static String port(Scene scene) {
    return Integer.toString(scene.server().address().getPort());
  }

  private static void assertUploaded(Scene scene, int request) {
    String body = scene.origin().requests().get(request).body();
    assertThat(body.equals(PAYLOAD.text())).as("the upload is intact").isTrue();
  }

  private String python(String program, Scene scene, String... arguments) {
    return Command.of("python3", "-")
        .and(arguments)
        .with("http_proxy", scene.proxy())
        .with("no_proxy", "")
        .in(folder)
        .input(program)
        .run()
        .successful()
        .stdout();
  }
}
