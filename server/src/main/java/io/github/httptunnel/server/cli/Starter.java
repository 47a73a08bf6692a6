package io.github.httptunnel.server.cli;

import io.github.httptunnel.access.Cidr;
import io.github.httptunnel.server.config.ConfigLocation;
import io.github.httptunnel.server.config.ConfigOrigin;
import io.github.httptunnel.server.config.ConfigReader;
import io.github.httptunnel.server.config.ConfigResult;
import io.github.httptunnel.server.config.ConfigWarning;
import io.github.httptunnel.server.config.KeyMaterialCheck;
import io.github.httptunnel.server.config.ListenerConfig;
import io.github.httptunnel.tls.KeyMaterial;
import io.netty.util.NetUtil;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What the commands have in common: file and options become one configuration. */
final class Starter {

  private final PrintWriter out;
  private final PrintWriter err;
  private final ConfigLocation location;
  private final ConfigReader reader;
  private final KeyMaterialCheck check;
  private final Launch launch;

  Starter(
      PrintWriter out,
      PrintWriter err,
      ConfigLocation location,
      ConfigReader reader,
      KeyMaterialCheck check,
      Launch launch) {
    this.out = out;
    this.err = err;
    this.location = location;
    this.reader = reader;
    this.check = check;
    this.launch = launch;
  }

  /** Starts with the listeners of the command line, whatever those of the file. */
  int startOptions(
      GlobalOptions options,
      ListenerConfig.Mode mode,
      String name,
      @Nullable KeyMaterial tls,
      List<ConfigWarning> warnings) {
    List<ListenerConfig> listeners = listeners(options, mode, name, tls);
    String problem = tls == null ? null : check.problem(tls);
    if (problem != null) {
      return unusable(problem);
    }
    return withFile(options, loaded -> loaded.withListeners(listeners), warnings, launch);
  }

  /** Starts with the listeners of the file. */
  int startFile(GlobalOptions options) {
    return withFile(withoutBinds(options), loaded -> loaded, List.of(), launch);
  }

  /** Reads everything and starts nothing. */
  int check(GlobalOptions options) {
    return withFile(withoutBinds(options), loaded -> loaded, List.of(), new ConfigCheck(out, err));
  }

  /** Does something else than starting with the configuration. */
  int inspect(GlobalOptions options, Launch action) {
    return withFile(withoutBinds(options), loaded -> loaded, List.of(), action);
  }

  /** Prints what holds, key by key. */
  int show(GlobalOptions options, boolean json) {
    return withFile(withoutBinds(options), loaded -> loaded, List.of(), new ConfigShow(out, json));
  }

  /** Says that something which the command line names cannot be used. */
  int unusable(String problem) {
    err.println("http-tunnel: " + problem + "; nothing was started");
    return ExitCode.CONFIGURATION;
  }

  private int withFile(
      GlobalOptions options,
      UnaryOperator<ConfigResult.Loaded> change,
      List<ConfigWarning> more,
      Launch action) {
    List<Cidr> clients = options.allowedClients();
    // a mistake in it is to be told before anything is read
    InetSocketAddress _ = options.admin();
    ConfigOrigin origin = location.find(options.config());
    UnaryOperator<ConfigResult.Loaded> whole =
        loaded -> options.withAdmin(withClients(change.apply(loaded), clients));
    Supplier<ConfigResult> read = () -> read(origin, whole, more);
    return switch (read.get()) {
      case ConfigResult.Rejected rejected -> {
        err.print(rejected.report("nothing was started"));
        yield ExitCode.CONFIGURATION;
      }
      case ConfigResult.Loaded loaded -> action.run(loaded, origin, read);
    };
  }

  /** The file, with what the command line says instead. */
  private ConfigResult read(
      ConfigOrigin origin, UnaryOperator<ConfigResult.Loaded> change, List<ConfigWarning> more) {
    ConfigResult file =
        origin.file() == null ? ConfigResult.Loaded.defaults() : reader.read(origin.file());
    return switch (file) {
      case ConfigResult.Rejected rejected -> rejected;
      case ConfigResult.Loaded loaded -> change.apply(loaded).withWarnings(more);
    };
  }

  private static ConfigResult.Loaded withClients(
      ConfigResult.Loaded loaded, @Nullable List<Cidr> clients) {
    return clients == null ? loaded : loaded.withClients(clients);
  }

  private static GlobalOptions withoutBinds(GlobalOptions options) {
    if (options.hasBinds()) {
      throw options.usage(
          "--bind goes with http, https and tcp (expected: listeners in the configuration file)");
    }
    return options;
  }

  private static List<ListenerConfig> listeners(
      GlobalOptions options, ListenerConfig.Mode mode, String name, @Nullable KeyMaterial tls) {
    List<ListenerConfig> listeners = new ArrayList<>();
    for (InetSocketAddress bind : options.binds()) {
      String unique = listeners.isEmpty() ? name : name + "-" + (listeners.size() + 1);
      ListenerConfig listener = new ListenerConfig(unique, bind, mode, tls, null);
      if (listeners.stream().anyMatch(listener::collidesWith)) {
        throw options.usage(
            "--bind: "
                + NetUtil.toSocketAddressString(bind)
                + " is given twice (expected: addresses that differ)");
      }
      listeners.add(listener);
    }
    return listeners;
  }
}
