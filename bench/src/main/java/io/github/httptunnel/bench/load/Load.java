package io.github.httptunnel.bench.load;

import java.io.PrintWriter;
import java.net.InetAddress;
import java.nio.charset.Charset;
import java.time.Duration;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.HelpCommand;

/**
 * Measures a proxy under load. One JSON object per run on the first stream, the same for people on
 * the second. Exit code 0; 1 when nothing could be measured; 2 for a wrong command line.
 */
@Command(name = "load", synopsisSubcommandLabel = "EXPERIMENT")
final class Load {

  private final PrintWriter out;
  private final PrintWriter err;

  Load(PrintWriter out, PrintWriter err) {
    this.out = out;
    this.err = err;
  }

  /** Runs one experiment and exits with its code. */
  public static void main(String[] arguments) {
    System.exit(
        new Load(
                new PrintWriter(System.out, true, Charset.defaultCharset()),
                new PrintWriter(System.err, true, Charset.defaultCharset()))
            .run(arguments));
  }

  int run(String... arguments) {
    return new CommandLine(this)
        .addSubcommand(new FairnessCommand(out, err))
        .addSubcommand(new IsolationCommand(out, err))
        .addSubcommand(new IdleCommand(out, err))
        .addSubcommand(new BulkCommand(out, err))
        .addSubcommand(new OriginCommand(out))
        .addSubcommand(new HelpCommand())
        .registerConverter(ClientSpec.class, ClientSpec::parse)
        .registerConverter(Endpoint.class, Endpoint::parse)
        .registerConverter(Hop.class, Hop::parse)
        .registerConverter(Spread.class, Spread::parse)
        .registerConverter(Duration.class, Seconds::parse)
        .registerConverter(InetAddress.class, InetAddress::ofLiteral)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF))
        .setOut(out)
        .setErr(err)
        .setParameterExceptionHandler((wrong, _) -> failed(wrong, ExitCode.USAGE))
        .setExecutionExceptionHandler((failed, _, _) -> failed(failed, ExitCode.SOFTWARE))
        .execute(arguments);
  }

  private int failed(Exception failed, int code) {
    err.println("load: " + failed.getMessage());
    err.flush();
    return code;
  }
}
