package io.github.httptunnel.server.cli;

import io.github.httptunnel.server.explain.ExplainRequest;
import io.github.httptunnel.tunnel.Target;
import io.github.httptunnel.tunnel.TargetSyntax;
import io.github.httptunnel.tunnel.TunnelRequest.Kind;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code http-tunnel explain}. */
@Command(
    name = "explain",
    description = "Says what would be decided on a request, and why; connects nowhere.",
    footer = {
      "%nExit code 0 if it would be allowed, 1 if refused. With --replay: 0 if nothing would be",
      "decided differently, 1 if something would, 2 if the records do not name their targets."
    })
final class ExplainCommand implements Callable<Integer> {

  private final RootCommand root;
  private final Starter starter;
  private final Explaining explaining;

  @Parameters(arity = "0..1", paramLabel = "HOST:PORT", description = "Where to.")
  private @Nullable String target;

  @Option(names = "--client", paramLabel = "IP", description = "Who asks; else this machine.")
  private String client = "127.0.0.1";

  @Option(names = "--user", paramLabel = "NAME", description = "The user the client has proved.")
  private @Nullable String user;

  @Option(
      names = "--groups",
      paramLabel = "NAME",
      split = ",",
      description = "The groups that the user's token names; may be repeated.")
  private List<String> groups = new ArrayList<>();

  @Option(names = "--listener", paramLabel = "NAME", description = "Where; else at the first.")
  private @Nullable String listener;

  @Option(names = "--plain", description = "A request without CONNECT.")
  private boolean plain;

  @Option(names = "--no-dns", description = "Look nothing up; addresses stay unknown.")
  private boolean noDns;

  @Option(names = "--json", description = "One JSON object instead of text.")
  private boolean json;

  @Option(
      names = "--replay",
      paramLabel = "FILE",
      description = "Decide again on all requests of these records (metrics.log), and compare.")
  private @Nullable Path replay;

  @Option(names = "--top", paramLabel = "N", description = "Targets shown by --replay: 20.")
  private int top = 20;

  @Mixin private final GlobalOptions options = new GlobalOptions();

  ExplainCommand(RootCommand root, Starter starter, Explaining explaining) {
    this.root = root;
    this.starter = starter;
    this.explaining = explaining;
  }

  @Override
  public Integer call() {
    GlobalOptions all = root.options().and(options);
    if (replay == null) {
      ExplainRequest request = request();
      return starter.inspect(
          all, (config, origin, _) -> explaining.explain(request, json, config, origin, options));
    }
    if (target != null) {
      throw options.usage("--replay does not go with a target (expected: one of them)");
    }
    Path records = replay;
    return starter.inspect(all, (config, _, _) -> explaining.replay(records, top, config, options));
  }

  private ExplainRequest request() {
    if (target == null) {
      throw options.usage("a target is missing (expected: HOST:PORT, or --replay FILE)");
    }
    return switch (TargetSyntax.parse(target)) {
      case TargetSyntax.Valid(Target to) ->
          new ExplainRequest(
              to, plain ? Kind.EXCHANGE : Kind.TUNNEL, client(), user, groups(), listener, !noDns);
      case TargetSyntax.Invalid(String problem) ->
          throw options.usage("'" + target + "': " + problem);
    };
  }

  private Set<String> groups() {
    List<String> names = groups.stream().map(String::strip).toList();
    if (names.contains("")) {
      throw options.usage("--groups: a name is empty (expected: NAME,NAME)");
    }
    return Set.copyOf(names);
  }

  private InetAddress client() {
    if (!NetUtil.isValidIpV4Address(client) && !NetUtil.isValidIpV6Address(client)) {
      throw options.usage("--client: '" + client + "' is no IP address (expected: 192.0.2.1)");
    }
    return InetAddress.ofLiteral(client);
  }
}
