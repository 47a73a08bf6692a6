package io.github.httptunnel.server;

import io.github.httptunnel.server.accesslog.LogConfig;
import io.github.httptunnel.server.accesslog.LogSetup;
import io.github.httptunnel.server.accesslog.Logs;
import java.nio.file.Path;
import java.util.Arrays;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A program of ours whose author has forgotten the rule: it logs what it is given. Run in a JVM of
 * its own, as logs are of the whole process. Arguments: the directory of the logs, then the words.
 */
final class LeakyProgram {

  private LeakyProgram() {}

  public static void main(String[] args) throws Exception {
    LogConfig config =
        new LogConfig(
            LogConfig.Level.INFO,
            LogConfig.Format.TEXT,
            LogConfig.RecordTemplate.DEFAULT,
            false,
            false,
            Path.of(args[0]),
            LogConfig.MIN_ROTATE_BYTES,
            3);
    try (Logs _ = LogSetup.start(config, false)) {
      Logger log = LoggerFactory.getLogger(LeakyProgram.class);
      Arrays.stream(args).skip(1).forEach(word -> log.info("Connecting {}", word));
    }
  }
}
