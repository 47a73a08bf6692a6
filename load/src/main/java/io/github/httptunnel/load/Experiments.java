package io.github.httptunnel.load;

import java.io.PrintWriter;
import java.net.InetAddress;
import java.time.Duration;
import picocli.CommandLine;

/**
 * The commands that put load on a proxy and measure what becomes of it. Each prints one JSON object
 * as a line for programs, and the same for people; its exit code is 0, 1 when nothing could be
 * measured, and 2 for a wrong command line.
 */
public final class Experiments {

  private Experiments() {}

  /**
   * Puts the experiments below a command.
   *
   * @param command annotated for picocli
   * @param out receives the line for programs
   * @param err receives a table, progress and errors
   * @param terminal whether {@code err} is a terminal, on which a line can be written anew
   */
  public static CommandLine below(
      Object command, PrintWriter out, PrintWriter err, boolean terminal) {
    Console console = new Console(out, err, terminal);
    return new CommandLine(command)
        .addSubcommand(new BulkCommand(console))
        .addSubcommand(new RequestsCommand(console))
        .addSubcommand(new SetupCommand(console))
        .addSubcommand(new IdleCommand(console))
        .addSubcommand(new FairnessCommand(console))
        .addSubcommand(new IsolationCommand(console))
        .addSubcommand(new OfferCommand(console))
        .addSubcommand(new MisbehaveCommand(console))
        .addSubcommand(new OriginCommand(console))
        .registerConverter(ClientSpec.class, ClientSpec::parse)
        .registerConverter(Count.class, Count::parse)
        .registerConverter(Endpoint.class, Endpoint::parse)
        .registerConverter(Duration.class, Seconds::parse)
        .registerConverter(InetAddress.class, InetAddress::ofLiteral)
        .setCaseInsensitiveEnumValuesAllowed(true);
  }
}
