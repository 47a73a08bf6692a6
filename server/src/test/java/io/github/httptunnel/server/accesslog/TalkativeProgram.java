package io.github.httptunnel.server.accesslog;

import io.github.httptunnel.tunnel.Phase;
import io.github.httptunnel.tunnel.TunnelEvent;
import io.netty.util.internal.logging.InternalLoggerFactory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import org.apache.logging.log4j.LogManager;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.slf4j.MarkerFactory;

/**
 * A process whose libraries tell everything they know about a user, on every way there is. Run in a
 * JVM of its own, as that is how the real standard error and the real order of start-up are seen.
 *
 * <p>Arguments: the format, the directory or {@code off}, the word that must not be seen, and
 * {@code leak} to let this program's own code say it.
 */
final class TalkativeProgram {

  private final String secret;

  private TalkativeProgram(String secret) {
    this.secret = secret;
  }

  public static void main(String[] args) throws Exception {
    TalkativeProgram program = new TalkativeProgram(args[2]);
    program.slf4j("early.library");
    Path directory = args[1].equals("off") ? null : Path.of(args[1]);
    LogConfig config =
        new LogConfig(
            LogConfig.Level.TRACE,
            LogConfig.Format.valueOf(args[0]),
            LogConfig.RecordTemplate.DEFAULT,
            false,
            false,
            directory,
            LogConfig.MIN_ROTATE_BYTES,
            3);
    try (Logs logs = LogSetup.start(config, true)) {
      program.libraries();
      program.own(logs);
      if (args[3].equals("leak")) {
        LoggerFactory.getLogger(TalkativeProgram.class).info("Connecting {}", args[2]);
      }
    }
    program.slf4j("late.library");
  }

  private void libraries() throws InterruptedException {
    slf4j("io.netty.handler.ssl.SslHandler");
    InternalLoggerFactory.getInstance("io.netty.Internal").error("{}", secret, failure());
    LogManager.getLogger("library.log4j").error("to {}", secret, failure());
    LogManager.getLogger("library.unprintable").error("{}", new Unprintable());
    java.util.logging.Logger.getLogger("library.jul")
        .log(java.util.logging.Level.SEVERE, secret, failure());
    System.getLogger("library.system").log(System.Logger.Level.ERROR, secret, failure());
    Thread dying = new Thread(this::die);
    dying.start();
    dying.join();
  }

  private void slf4j(String name) {
    MDC.put("user", secret);
    LoggerFactory.getLogger(name).trace("from {} to {}", secret, secret);
    LoggerFactory.getLogger(name).error(MarkerFactory.getMarker(secret), secret, failure());
  }

  private void own(Logs logs) {
    LoggerFactory.getLogger("io.github.httptunnel.Own").error("Failed", failure());
    logs.accessLog()
        .on(
            new TunnelEvent.Closed(
                Requests.between(new InetSocketAddress("127.7.7.7", 1), secret + ".example")));
    logs.accessLog().on(new TunnelEvent.Faulted(Phase.RELAY, failure()));
  }

  private void die() {
    throw new IllegalStateException(secret);
  }

  private RuntimeException failure() {
    RuntimeException failure = new IllegalStateException(secret, new IOException(secret));
    failure.addSuppressed(new IOException(secret));
    return failure;
  }

  /** Says it when it is printed. */
  private final class Unprintable {
    @Override
    public String toString() {
      throw failure();
    }
  }
}
