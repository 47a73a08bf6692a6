package io.github.httptunnel.server.setup;

import io.github.httptunnel.server.admin.Answer;
import io.github.httptunnel.server.admin.Asset;
import io.github.httptunnel.server.admin.Content;
import io.github.httptunnel.server.admin.Page;
import io.github.httptunnel.server.admin.Question;
import io.github.httptunnel.server.assembly.TunnelServer;
import java.util.List;
import java.util.Map;

/**
 * What tells clients the way. Anybody who reaches the listener may have it, as browsers show no
 * token when they ask for a PAC file: it says where the proxies are, and nothing of who uses them.
 */
public final class SetupPages {

  private final TunnelServer server;

  /**
   * @param server bound
   */
  public SetupPages(TunnelServer server) {
    this.server = server;
  }

  /** By path. */
  public Map<String, Page> all() {
    return Map.of("/proxy.pac", Page.open(this::pac), "/setup", Page.open(this::setup));
  }

  private Answer pac(Question question) {
    AskedHost asked = AskedHost.of(question.host());
    List<Door> doors = doors(asked);
    if (doors.isEmpty()) {
      return Answer.plain(404, "No listener for proxy clients can be reached from where you are.");
    }
    String text =
        new PacScript(Resource.text("pac.js"))
            .text(doors, server.config().access(), asked.isThisMachine());
    return Answer.ok(Content.text("application/x-ns-proxy-autoconfig", text));
  }

  private Answer setup(Question question) {
    List<Door> doors = doors(AskedHost.of(question.host()));
    String page =
        new SetupDocument(Resource.text("setup.html"))
            .text(doors, "http://" + question.host() + "/proxy.pac");
    return Answer.ok(Content.text("text/html; charset=utf-8", page))
        .with("Content-Security-Policy", Asset.POLICY);
  }

  private List<Door> doors(AskedHost asked) {
    return Doors.seenFrom(asked, server.config().listeners(), server.listeners());
  }
}
