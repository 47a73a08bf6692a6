package io.github.httptunnel.server.cli;

import io.github.httptunnel.server.accesslog.Terminal;
import java.io.PrintWriter;
import java.nio.charset.Charset;

/** Where the process begins and ends. */
public final class Main {

  private Main() {}

  /** Runs the command line and exits with its code. */
  public static void main(String[] arguments) {
    PrintWriter out = new PrintWriter(System.out, true, Charset.defaultCharset());
    PrintWriter err = new PrintWriter(System.err, true, Charset.defaultCharset());
    StopSignal stop = new StopSignal(Runtime.getRuntime()::halt);
    Serve serve = new Serve(err, System.getenv(), stop, Runtime.getRuntime()::halt, _ -> {});
    System.exit(
        new CommandLineProgram(
                out,
                err,
                Terminal.isStandardError(),
                System::getenv,
                new TriedFiles(),
                PasswordInput.ofProcess(),
                serve)
            .run(arguments));
  }
}
