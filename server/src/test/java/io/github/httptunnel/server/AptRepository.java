package io.github.httptunnel.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.httptunnel.testkit.Command;
import io.github.httptunnel.testkit.HttpOrigin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A flat, unsigned Debian repository of small packages.
 *
 * @param files one for each package
 */
record AptRepository(List<Path> files) {

  /** Builds packages {@code tiny-1} and so on there. */
  static AptRepository build(Path folder, int packages) throws IOException {
    Path control = Files.createDirectories(folder.resolve("tree/DEBIAN")).resolve("control");
    for (Path file : files(folder, packages)) {
      Files.writeString(control, controlOf(file));
      Command.of("dpkg-deb", "--root-owner-group", "--build", "tree", file.toString())
          .fromPackage("dpkg")
          .in(folder)
          .run()
          .successful();
    }
    return new AptRepository(files(folder, packages));
  }

  /** Serves it as {@code deb [trusted=yes] http://... ./}. */
  void serveOn(HttpOrigin origin) throws IOException {
    StringBuilder index = new StringBuilder();
    for (Path file : files) {
      byte[] content = Files.readAllBytes(file);
      origin.serve("/" + file.getFileName(), new String(content, ISO_8859_1));
      index.append(
          """
          %sFilename: %s
          Size: %d
          SHA256: %s

          """
              .formatted(controlOf(file), file.getFileName(), content.length, sha256(content)));
    }
    origin.serve("/./Packages", index.toString());
    origin.serve("/./Release", release(index.toString()));
  }

  private static List<Path> files(Path folder, int packages) {
    return IntStream.rangeClosed(1, packages).mapToObj(n -> folder.resolve(n + ".deb")).toList();
  }

  private static String controlOf(Path file) {
    return """
    Package: tiny-%s
    Version: 1
    Architecture: all
    Maintainer: A <a@example.org>
    Description: Nothing
    """
        .formatted(file.getFileName().toString().replace(".deb", ""));
  }

  private static String release(String packages) {
    byte[] content = packages.getBytes(US_ASCII);
    String now = DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC));
    return """
    Date: %s
    SHA256:
     %s %d Packages
    """
        .formatted(now, sha256(content), content.length);
  }

  private static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
