package io.github.httptunnel.server.api;

import io.github.httptunnel.engine.LiveTunnel;
import io.github.httptunnel.engine.Regime;
import io.github.httptunnel.engine.Reporter;
import io.github.httptunnel.engine.TunnelEngine;
import io.github.httptunnel.relay.RelayEngine;
import io.github.httptunnel.relay.RelayRules;
import io.github.httptunnel.relay.Relays;
import io.github.httptunnel.server.accesslog.Json;
import io.github.httptunnel.server.admin.Query;
import io.github.httptunnel.tunnel.AccessPolicy;
import io.github.httptunnel.tunnel.Admission;
import io.github.httptunnel.tunnel.Bandwidth;
import io.github.httptunnel.tunnel.ClientInfo;
import io.github.httptunnel.tunnel.Decision;
import io.github.httptunnel.tunnel.Host;
import io.github.httptunnel.tunnel.Target;
import io.github.httptunnel.tunnel.TunnelRequest;
import io.netty.channel.Channel;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.local.LocalChannel;
import io.netty.channel.local.LocalIoHandler;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Ticker;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A page of the table of live tunnels, and the end of all of them, on two event loops: as the admin
 * listener does it, without HTTP and without the sockets of the tunnels. More of them than one
 * machine has descriptors for.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 30)
@Measurement(iterations = 30)
@Fork(1)
public class LiveTableBenchmark {

  private final AccessPolicy anywhere =
      new AccessPolicy() {
        @Override
        public Decision byName(TunnelRequest request) {
          return new Decision.Allowed();
        }

        @Override
        public Decision byAddress(TunnelRequest request, InetAddress address) {
          return new Decision.Allowed();
        }
      };

  /** How many there are. */
  @Param({"10000", "20000"})
  public int tunnels;

  private final MultiThreadIoEventLoopGroup loops =
      new MultiThreadIoEventLoopGroup(2, LocalIoHandler.newFactory());
  private final List<Channel> clients = List.of(new LocalChannel(), new LocalChannel());
  private final Regime regime =
      new Regime(
          anywhere,
          (_, loop) -> loop.newPromise(),
          _ -> new Admission.Admitted(() -> {}),
          RelayRules.defaults());
  private final TunnelEngine engine =
      new TunnelEngine(
          () -> regime,
          new Relays(Bandwidth.UNLIMITED, RelayEngine.AUTO, client -> client),
          new Reporter(_ -> {}, Ticker.systemTicker(), InstantSource.system()));
  private final Census census = new Census(this::look, System::nanoTime);

  /** Gives each event loop its client. */
  @Setup
  public void register() {
    clients.forEach(client -> loops.register(client).syncUninterruptibly());
  }

  /** Opens those that are missing. */
  @Setup(Level.Invocation)
  public void open() {
    List<Future<?>> opened = new ArrayList<>();
    for (int i = engine.live(); i < tunnels; i++) {
      Waiting request = request(i);
      opened.add(request.client().eventLoop().submit(() -> engine.open(request)));
    }
    opened.forEach(Future::syncUninterruptibly);
  }

  private Waiting request(int number) {
    ClientInfo client =
        new ClientInfo(
            new InetSocketAddress("192.0.2." + number % 200, 9), "main", "http", false, number);
    Target target = new Target(new Host.Name("host" + number + ".example"), 443);
    return new Waiting(new TunnelRequest(target, client), clients.get(number % 2));
  }

  /** Ends the event loops. */
  @TearDown
  public void close() {
    loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
  }

  private List<LiveTunnel> look() {
    List<LiveTunnel> all = new ArrayList<>();
    engine.view().all().forEach(part -> all.addAll(part.syncUninterruptibly().getNow()));
    return all;
  }

  /** The fifty fastest. */
  @Benchmark
  public String page() {
    return page("sort=rate&limit=50");
  }

  /** The thousand oldest of those that four filters fit. */
  @Benchmark
  public String filtered() {
    return page("listener=main&protocol=http&kind=tunnel&min_age_seconds=1&limit=1000");
  }

  private String page(String raw) {
    Query query = Query.of(raw);
    Naming naming = new Naming(true, true, true);
    RowFilter filter = RowFilter.read(query, naming);
    RowOrder order = RowOrder.read(query);
    List<Row> matched = census.rowsNow().stream().filter(filter::fits).toList();
    List<Consumer<Json>> rows = new ArrayList<>();
    order.of(matched).forEach(row -> rows.add(json -> RowJson.write(json, row, naming)));
    return Json.object(json -> json.objects("tunnels", rows));
  }

  /** Ends all of them by a filter; how many are left. */
  @Benchmark
  public int end() {
    RowFilter filter = RowFilter.read(Query.of("listener=main"), new Naming(false, false, false));
    engine
        .view()
        .kill(tunnel -> filter.fits(new Row(tunnel, 0, 0)), () -> {})
        .forEach(Future::syncUninterruptibly);
    return engine.live();
  }
}
