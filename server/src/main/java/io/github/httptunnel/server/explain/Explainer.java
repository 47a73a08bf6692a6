package io.github.httptunnel.server.explain;

import io.github.httptunnel.access.Step;
import io.github.httptunnel.connect.Resolution;
import io.github.httptunnel.server.explain.Explanation.AddressSteps;
import io.github.httptunnel.tunnel.Decision;
import io.github.httptunnel.tunnel.Host;
import io.github.httptunnel.tunnel.Refusal;
import io.github.httptunnel.tunnel.TunnelRequest;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Decides on requests that nobody makes: by asking what decides on real ones, in the same order,
 * and listening to it. Looks names up, and connects nowhere. Thread-safe.
 */
public final class Explainer {

  private final Supplier<Deciding> current;
  private final EventLoop loop;

  /**
   * @param current what decides at the moment; asked once for each explanation
   * @param loop where names are looked up
   */
  public Explainer(Supplier<Deciding> current, EventLoop loop) {
    this.current = current;
    this.loop = loop;
  }

  /** Why nobody could ask so; absent if somebody could. */
  public @Nullable Contradiction contradiction(ExplainRequest asked) {
    return Contradiction.in(asked, current.get().listeners());
  }

  /**
   * Explains; completes on the event loop.
   *
   * @throws IllegalArgumentException if there is a {@link #contradiction}
   */
  public Future<Explanation> explain(ExplainRequest asked) {
    Promise<Explanation> promise = loop.newPromise();
    Deciding deciding = current.get();
    Contradiction contradiction = Contradiction.in(asked, deciding.listeners());
    if (contradiction != null) {
      throw new IllegalArgumentException(contradiction.why());
    }
    ListenerView view = Objects.requireNonNull(ListenerView.meant(asked, deciding.listeners()));
    if (!view.clients().admits(asked.client())) {
      return promise.setSuccess(
          new Explanation(asked, view.name(), new Verdict.TurnedAway(), List.of(), List.of()));
    }
    TunnelRequest request =
        new TunnelRequest(asked.target(), view.client(asked), asked.kind(), asked.user());
    new Course(asked, view, deciding, request, promise).decide();
    return promise;
  }

  /** One request on its way. */
  private final class Course {

    private final ExplainRequest asked;
    private final ListenerView view;
    private final Deciding deciding;
    private final TunnelRequest request;
    private final Promise<Explanation> promise;
    private final List<Step> byName = new ArrayList<>();

    Course(
        ExplainRequest asked,
        ListenerView view,
        Deciding deciding,
        TunnelRequest request,
        Promise<Explanation> promise) {
      this.asked = asked;
      this.view = view;
      this.deciding = deciding;
      this.request = request;
      this.promise = promise;
    }

    void decide() {
      switch (view.rules().byName(request, byName::add)) {
        case Decision.Denied(var refusal, var rule) ->
            end(new Verdict.Refused(refusal, rule), List.of());
        case Decision.Allowed(var rule, var reported) -> {
          switch (request.target().host()) {
            case Host.Address(InetAddress ip) -> judge(List.of(ip));
            case Host.Name name when asked.lookUp() -> loop.execute(() -> lookUp(name));
            case Host.Name _ -> end(new Verdict.Allowed(rule, reported), List.of());
          }
        }
      }
    }

    private void lookUp(Host.Name name) {
      Future<Resolution> found =
          deciding.resolver().resolve(name, request.client().address(), loop);
      found.addListener(_ -> {
        try {
          resolved(name, found.syncUninterruptibly().getNow());
        } catch (RuntimeException fault) {
          promise.tryFailure(fault);
        }
      });
    }

    private void resolved(Host.Name name, Resolution resolution) {
      switch (resolution) {
        case Resolution.Found(List<InetAddress> addresses) ->
            judge(deciding.order().arrange(name, addresses, loop));
        case Resolution.Failed(Refusal refusal) ->
            end(new Verdict.Refused(refusal, null), List.of());
      }
    }

    private void judge(List<InetAddress> addresses) {
      List<AddressSteps> judged = new ArrayList<>();
      for (InetAddress address : addresses) {
        List<Step> steps = new ArrayList<>();
        Decision decision = view.rules().byAddress(request, address, steps::add);
        judged.add(new AddressSteps(address, decision, steps));
      }
      end(verdict(judged), judged);
    }

    private void end(Verdict verdict, List<AddressSteps> addresses) {
      promise.setSuccess(new Explanation(asked, view.name(), verdict, byName, addresses));
    }
  }

  /** One address that is allowed is enough, as only such are dialled. */
  private static Verdict verdict(List<AddressSteps> addresses) {
    AddressSteps counts =
        addresses.stream()
            .filter(address -> address.decision() instanceof Decision.Allowed)
            .findFirst()
            .orElse(addresses.getFirst());
    return switch (counts.decision()) {
      case Decision.Allowed(var rule, var reported) -> new Verdict.Allowed(rule, reported);
      case Decision.Denied(var refusal, var rule) -> new Verdict.Refused(refusal, rule);
    };
  }
}
