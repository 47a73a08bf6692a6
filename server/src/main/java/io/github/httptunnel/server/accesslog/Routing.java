package io.github.httptunnel.server.accesslog;

import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.Appender;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.config.AbstractConfiguration;
import org.apache.logging.log4j.core.config.ConfigurationSource;
import org.apache.logging.log4j.core.config.LoggerConfig;

/**
 * The back end's whole configuration: everything at or above a level goes to one appender. No file
 * is read and nothing is looked up or substituted.
 */
final class Routing extends AbstractConfiguration {

  private final Level level;
  private final Appender appender;

  Routing(LoggerContext context, LogConfig.Level level, Appender appender) {
    super(context, ConfigurationSource.NULL_SOURCE);
    this.level = Level.valueOf(level.name());
    this.appender = appender;
    this.isShutdownHookEnabled = false;
  }

  @Override
  protected void doConfigure() {
    // Present, it is not asked for: that would be a DNS query for this machine's name.
    getProperties().put("hostName", "localhost");
    addAppender(appender);
    LoggerConfig root = getRootLogger();
    root.addAppender(appender, null, null);
    root.setLevel(level);
  }
}
