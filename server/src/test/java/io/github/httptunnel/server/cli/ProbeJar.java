package io.github.httptunnel.server.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import javax.tools.ToolProvider;

/** A program under the name of ours that tells how it was started: for tests of the launcher. */
final class ProbeJar {

  private static final String NAME = "io/github/httptunnel/server/cli/Main";

  private static final String SOURCE =
      """
      package io.github.httptunnel.server.cli;
      public class Main {
        public static void main(String... args) throws Exception {
          System.out.println("pid " + ProcessHandle.current().pid());
          System.out.println("folder " + System.getProperty("user.dir"));
          System.out.println("jvm " + String.join(" ",
              java.lang.management.ManagementFactory.getRuntimeMXBean().getInputArguments()));
          for (String arg : args) {
            System.out.println("arg <" + arg + ">");
          }
          if (args.length > 0 && args[0].equals("wait")) {
            new java.util.concurrent.CountDownLatch(1).await();
          }
        }
      }
      """;

  private ProbeJar() {}

  /** Compiles the probe into a jar in the folder, which keeps the intermediate files too. */
  static Path writeIn(Path folder) throws IOException {
    Path jar = folder.resolve("probe.jar");
    Path source = folder.resolve(NAME + ".java");
    Files.createDirectories(source.getParent());
    Files.writeString(source, SOURCE, UTF_8);
    int failed =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-d", folder.toString(), source.toString());
    assertThat(failed).as("exit code of javac").isZero();
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      out.putNextEntry(new ZipEntry(NAME + ".class"));
      Files.copy(folder.resolve(NAME + ".class"), out);
    }
    return jar;
  }
}
