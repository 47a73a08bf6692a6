package io.github.httptunnel.server;

import io.github.httptunnel.testkit.Command;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * Node.js with undici, the client behind its {@code fetch}.
 *
 * <p>undici comes as a WebJar: pinned, checked and kept by Maven like every other dependency, so
 * that tests need neither npm nor its registry.
 */
final class Node {

  private final Path folder;

  private Node(Path folder) {
    this.folder = folder;
  }

  /** Unpacks undici in {@code folder}, where programs then run. */
  static Node in(Path folder) throws Exception {
    URI undici =
        resource("/META-INF/resources/webjars/undici/" + undiciVersion() + "/package.json").toURI();
    try (FileSystem jar = FileSystems.newFileSystem(undici, Map.of())) {
      copy(jar.provider().getPath(undici).getParent(), folder.resolve("node_modules/undici"));
    }
    return new Node(folder);
  }

  /** Runs that program to its successful end and returns what it printed. */
  String run(String program, String... arguments) {
    return Command.of("node", "-")
        .fromPackage("nodejs (version 20.18 or later)")
        .and(arguments)
        .in(folder)
        .input(program)
        .run()
        .successful()
        .stdout();
  }

  private static String undiciVersion() throws IOException {
    Properties pom = new Properties();
    try (InputStream in =
        resource("/META-INF/maven/org.webjars.npm/undici/pom.properties").openStream()) {
      pom.load(in);
    }
    return pom.getProperty("version");
  }

  private static URL resource(String name) {
    return Objects.requireNonNull(Node.class.getResource(name), name);
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path each : all.toList()) {
        Path copy = to.resolve(from.relativize(each).toString());
        Files.createDirectories(copy.getParent());
        Files.copy(each, copy);
      }
    }
  }
}
