package io.github.httptunnel.http1;

import io.github.httptunnel.http.Via;
import io.github.httptunnel.tunnel.ClientInfo;
import io.github.httptunnel.tunnel.CloseReason;
import io.github.httptunnel.tunnel.ConnectResult;
import io.github.httptunnel.tunnel.Connector;
import io.github.httptunnel.tunnel.Negotiation;
import io.github.httptunnel.tunnel.Refusal;
import io.github.httptunnel.tunnel.RelaySignal;
import io.github.httptunnel.tunnel.TunnelRequest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One request that needs no tunnel, and its response: a negotiation that ends with both connections
 * free for the next, if both messages went over whole.
 *
 * <pre>
 *   client ──► RequestContentHandler ──► relay ──► target
 *   client ◄── relay ◄── ResponseHandler ◄── target
 * </pre>
 */
final class Exchange implements Negotiation {

  private final Http1Connection connection;
  private final PlainRequest asked;
  private final TunnelRequest request;
  private final Channel client;
  private final Duration negotiated;
  private final RequestContentHandler content;
  private final ExchangeClock clock;
  private final Promise<Void> abandoned;
  private final boolean wantsToPersist;
  private final boolean forWebSocket;
  private @Nullable ResponseHandler response;
  private @Nullable InetAddress address;
  private boolean triedKept;
  private boolean answered;
  private boolean last;

  /**
   * @param info who asks, with the name that is proved, if any
   * @param unread what has come behind the request's head
   */
  Exchange(
      Http1Connection connection,
      ClientInfo info,
      PlainRequest asked,
      Channel client,
      Duration negotiated,
      Unread unread) {
    this.connection = connection;
    this.asked = asked;
    this.request =
        new TunnelRequest(
            asked.form().target(),
            info,
            TunnelRequest.Kind.EXCHANGE,
            info.user(),
            asked.head().trace());
    this.client = client;
    this.negotiated = negotiated;
    this.content = new RequestContentHandler(this, connection, asked.content(), unread);
    this.clock = new ExchangeClock(this, content, client, connection.settings().exchanges());
    this.abandoned = client.eventLoop().newPromise();
    this.wantsToPersist = asked.head().mayPersist();
    this.forWebSocket = asked.isForWebSocket();
  }

  RequestContentHandler content() {
    return content;
  }

  @Override
  public TunnelRequest request() {
    return request;
  }

  @Override
  public Channel client() {
    return client;
  }

  @Override
  public Duration negotiated() {
    return negotiated;
  }

  @Override
  public Future<Void> abandoned() {
    return abandoned;
  }

  /** The client has left. */
  void abandon() {
    clock.stop();
    abandoned.trySuccess(null);
  }

  @Override
  public Future<ConnectResult> connect(Connector connector) {
    content.hold();
    KeptTargets.Kept kept =
        triedKept || !asked.isReplayable() ? null : connection.kept().take(request.target());
    triedKept = true;
    if (kept != null) {
      response = kept.channel().pipeline().get(ResponseHandler.class);
      address = kept.address();
      return client
          .eventLoop()
          .newSucceededFuture(
              new ConnectResult.Connected(kept.channel(), address, null, Duration.ZERO));
    }
    Future<ConnectResult> dial = connector.connect(request, client.eventLoop());
    dial.addListener(_ -> {
      if (dial.isSuccess() && dial.getNow() instanceof ConnectResult.Connected connected) {
        response = ResponseHandler.on(connected.target(), connection.kept());
        address = connected.address();
      }
    });
    return dial;
  }

  @Override
  public Future<Void> accept() {
    boolean lastOfTarget = !wantsToPersist || connection.isLast();
    response().begin(this);
    clock.start(asked.head().expectsContinue());
    content.deliver(asked.forServer(via(), lastOfTarget));
    return client.eventLoop().newSucceededFuture(null);
  }

  @Override
  public void refuse(Refusal refusal) {
    clock.stop();
    Http1Answers answers = connection.settings().answers();
    boolean keep = answers.mayPersist() && mayPersist();
    boolean head = method().equals("HEAD");
    if (keep) {
      // the next one waits until this answer has gone out: who asks and does not listen is not
      // heard
      client
          .writeAndFlush(answers.refused(refusal, false, !head))
          .addListener(written -> {
            if (written.isSuccess()) {
              content.next();
            }
          });
    } else {
      content.close(answers.refused(refusal, true, !head));
    }
  }

  @Override
  public void exchanged(Channel target) {
    clock.stop();
    if (response().isReusable() && content.isComplete() && !last && !connection.isLast()) {
      response().rest();
      connection.kept().keep(request.target(), address, target);
    } else {
      target.close();
    }
    if (last || !mayPersist()) {
      content.close(Unpooled.EMPTY_BUFFER);
    } else {
      content.next();
    }
  }

  /** The whole request has been passed on. */
  void requestPassed() {
    if (answered) {
      clock.stop();
    } else {
      clock.requestPassed();
    }
    if (!forWebSocket) {
      content.signal(new RelaySignal.EndOfMessage(false));
    }
  }

  /** Something of the request goes to the target now. */
  void sent() {
    clock.sent();
  }

  /** Nothing has moved for too long. */
  void overdue() {
    if (!answered) {
      clock.overdue();
    }
  }

  String method() {
    return asked.head().method();
  }

  /** The minor version of HTTP/1 that the client speaks. */
  int clientVersion() {
    return asked.head().minorVersion();
  }

  boolean isForWebSocket() {
    return forWebSocket;
  }

  /** What the client gets of an interim response; HTTP/1.0 knows none. */
  Optional<ByteBuf> interim(ResponseHead head) {
    clock.continued();
    return clientVersion() > 0
        ? Optional.of(new PlainResponse(head, new Framing.Nothing()).interim(via()))
        : Optional.empty();
  }

  /** What the client gets of the head of its final response. */
  ByteBuf answer(PlainResponse received) {
    clock.answered();
    answered = true;
    last = !mayPersist();
    if (forWebSocket) {
      content.signal(new RelaySignal.EndOfMessage(false));
    }
    return received.forClient(via(), clientVersion(), last);
  }

  /** Both sides go on without us; what the client gets of the head that says so. */
  ByteBuf upgraded(ResponseHead head) {
    clock.stop();
    answered = true;
    content.upgrade();
    return new PlainResponse(head, new Framing.Nothing()).interim(via());
  }

  /** What to tell the relay when it cannot go on. */
  RelaySignal failure(Refusal refusal, CloseReason reason) {
    return answered ? new RelaySignal.BreakOff(reason) : new RelaySignal.CallOff(refusal);
  }

  private ResponseHandler response() {
    return Objects.requireNonNull(response);
  }

  private @Nullable Via via() {
    return connection.settings().via();
  }

  private boolean mayPersist() {
    return wantsToPersist && content.isComplete() && !connection.isLast();
  }
}
