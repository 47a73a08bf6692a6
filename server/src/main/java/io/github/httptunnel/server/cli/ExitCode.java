package io.github.httptunnel.server.cli;

/** How the program ends, after sysexits(3). */
public final class ExitCode {

  /** All went well. */
  public static final int OK = 0;

  /** Anything that has no code of its own. */
  public static final int FAILURE = 1;

  /** The command line is wrong. */
  public static final int USAGE = 2;

  /** An address cannot be bound. */
  public static final int CANNOT_BIND = 71;

  /** The configuration is wrong, or a file that it or the command line names. */
  public static final int CONFIGURATION = 78;

  private ExitCode() {}
}
