package io.github.httptunnel.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.testkit.Command;
import io.github.httptunnel.testkit.CommandResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** apt-get with a system of its own, and a repository made for the test. */
class AptIT {

  private static final int PACKAGES = 12;

  /** InRelease and Release.gpg, which are not there; Release and Packages. */
  private static final int UPDATE_REQUESTS = 4;

  @TempDir Path folder;

  private Path system;
  private AptRepository repository;

  @BeforeEach
  void makesASystemAndARepository() throws IOException {
    system = folder.resolve("system");
    for (String needed :
        List.of("etc/apt/apt.conf.d", "etc/apt/preferences.d", "var/lib/apt", "var/cache/apt")) {
      Files.createDirectories(system.resolve(needed));
    }
    Files.createFile(Files.createDirectories(system.resolve("var/lib/dpkg")).resolve("status"));
    repository = AptRepository.build(folder, PACKAGES);
  }

  @Test
  void updatesItsLists() throws Exception {
    try (Scene scene = servingTheRepository()) {
      aptGet("update").successful();
      assertThat(scene.origin().requests())
          .extracting(request -> request.head().target())
          .containsExactly("/./InRelease", "/./Release", "/./Release.gpg", "/./Packages");
      scene.awaitEnds(UPDATE_REQUESTS);
    }
  }

  @Test
  void downloadsOnePackageAfterTheOther() throws Exception {
    assertThat(requestsAheadInDownloadOfAll(0)).isEqualTo(1);
  }

  @Test
  void downloadsPackagesInAPipeline() throws Exception {
    assertThat(requestsAheadInDownloadOfAll(10)).isBetween(2, 10);
  }

  /** How many requests were under way at most. */
  private int requestsAheadInDownloadOfAll(int pipelineDepth) throws IOException {
    try (Scene scene = servingTheRepository()) {
      aptGet("update").successful();
      CommandResult result =
          aptGet("-o", "Acquire::http::Pipeline-Depth=" + pipelineDepth, "download", "tiny-*");
      int ahead = requestsAhead(result.successful().stderr());
      assertThat(packagesIn(system)).hasSize(PACKAGES);
      scene.awaitEnds(UPDATE_REQUESTS + PACKAGES);
      return ahead;
    }
  }

  private static int requestsAhead(String log) {
    int under = 0;
    int most = 0;
    for (String line : log.lines().toList()) {
      under += line.startsWith("GET ") ? 1 : line.startsWith("Answer for: ") ? -1 : 0;
      most = Math.max(most, under);
    }
    return most;
  }

  private static List<Path> packagesIn(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".deb")).toList();
    }
  }

  private Scene servingTheRepository() throws IOException {
    Scene scene = Scene.startPlain(folder, Scheme.HTTP);
    repository.serveOn(scene.origin());
    Files.writeString(
        system.resolve("etc/apt/sources.list"),
        "deb [trusted=yes] %s ./\n".formatted(scene.url("")));
    Files.writeString(
        system.resolve("etc/apt/apt.conf"),
        """
        Dir "%s";
        APT::Sandbox::User "root";
        Acquire::http::Proxy "%s";
        Acquire::Languages "none";
        Acquire::Retries "0";
        Debug::Acquire::http "true";
        """
            .formatted(system, scene.proxy()));
    return scene;
  }

  private CommandResult aptGet(String... arguments) {
    return Command.of("apt-get", arguments)
        .fromPackage("apt")
        .with("APT_CONFIG", system.resolve("etc/apt/apt.conf").toString())
        .with("no_proxy", "")
        .in(system)
        .run();
  }
}
