package io.github.httptunnel.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.testkit.Ending;
import io.github.httptunnel.testkit.RawClient;
import io.github.httptunnel.testkit.Received;
import io.github.httptunnel.testkit.ScriptedPeer;
import java.util.Queue;

/**
 * Requests without CONNECT, and what comes of them.
 *
 * @param answers gets what the proxy itself says
 * @param outcomes gets {@code outcome reason} of each request
 */
record CanaryExchanges(
    CanarySite site, CanaryRequests requests, Queue<String> answers, Queue<String> outcomes) {

  void run() {
    served();
    refused(requests.post(target(origins().liar())), "bad_answer_malformed");
    refused(requests.brokenPost(target(origins().listener())), "malformed_framing");
    refused(requests.post(site.targets().host() + ".elsewhere"), "forbidden_not_allowed");
    refused(requests.post(site.targets().host() + ":25"), "forbidden_port");
    refused(requests.post(site.targets().missing("gone")), "dns_no_such_name");
    brokenOff();
  }

  private void served() {
    try (RawClient client = site.connect(site.http())) {
      client.send(requests.post(target(origins().teller())));
      client.halfClose();
      String word = site.targets().words().word(Canary.CONTENT_OF_AN_ANSWER);
      assertThat(client.readToEnd().endedBy(Ending.FIN).text()).endsWith(word);
    }
    outcomes.add("closed end_of_stream");
  }

  private void refused(String request, String code) {
    try (RawClient client = site.connect(site.http())) {
      client.send(request);
      client.halfClose();
      Received answer = client.readToEnd().endedBy(Ending.FIN);
      assertThat(answer.text()).as(code).contains("Proxy-Status: http-tunnel; error=");
      answers.add(answer.text());
      outcomes.add("refused " + code);
    }
  }

  private void brokenOff() {
    try (RawClient client = site.connect(site.http())) {
      client.send(requests.post(target(origins().breaker())));
      client.readToEnd().endedBy(Ending.RESET);
    }
    outcomes.add("closed malformed");
  }

  private CanaryOrigins origins() {
    return site.targets().origins();
  }

  private String target(ScriptedPeer origin) {
    return site.targets().host() + ":" + origin.port();
  }
}
