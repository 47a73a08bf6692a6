package io.github.httptunnel.server.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The line that {@code --version} prints. */
final class VersionLine implements IVersionProvider {

  @Override
  public String[] getVersion() throws IOException {
    Properties build = build();
    String commit = build.getProperty("commit", "");
    return new String[] {
      "http-tunnel "
          + build.getProperty("version")
          + (commit.isEmpty() ? "" : " (commit " + commit + ")")
          + ", JDK "
          + Runtime.version()
          + ", Netty "
          + build.getProperty("netty")
    };
  }

  /** The version alone. */
  static String number() throws IOException {
    return build().getProperty("version");
  }

  private static Properties build() throws IOException {
    Properties build = new Properties();
    try (InputStream in = VersionLine.class.getResourceAsStream("build.properties")) {
      build.load(in);
    }
    return build;
  }
}
