package io.github.httptunnel.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.connect.DnsWire.Query;
import io.github.httptunnel.connect.DnsWire.Response;
import io.github.httptunnel.tunnel.Host;
import io.github.httptunnel.tunnel.Refusal.Unresolvable;
import io.github.httptunnel.tunnel.Refusal.Unresolvable.Answer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What forged, broken and roundabout answers do to a look-up. */
class DnsHostileAnswerTest {

  private static final String NAME = "www.example.org";
  private static final NameAnswer SERVER_FAILURE =
      new NameAnswer.Broken(new Unresolvable(Answer.SERVER_FAILURE));

  private final LiveLoop live = LiveLoop.epoll();

  @AfterEach
  void stop() {
    live.close();
  }

  @Test
  void ignoresAnAnswerWithAnotherId() throws Exception {
    Function<Query, List<byte[]>> script =
        query -> {
          Response forged = new Response(query.id() ^ 1, query.question());
          return DnsAnswers.both(
              forged.address(query.name(), 60, "198.51.100.66"), DnsAnswers.addresses(query));
        };
    try (ScriptedDns dns = new ScriptedDns(script)) {
      assertThat(ask(dns))
          .isEqualTo(
              new NameAnswer.Found(List.of(DnsAnswers.V6, DnsAnswers.V4), Duration.ofSeconds(60)));
    }
  }

  @Test
  void ignoresAnAnswerToAnotherQuestion() throws Exception {
    Function<Query, List<byte[]>> script =
        query -> {
          byte[] other = query.question();
          other[1] ^= 1;
          Response forged = new Response(query.id(), other);
          return DnsAnswers.both(
              forged.address("other.example", 60, "198.51.100.66"), DnsAnswers.addresses(query));
        };
    try (ScriptedDns dns = new ScriptedDns(script)) {
      assertThat(ask(dns))
          .isEqualTo(
              new NameAnswer.Found(List.of(DnsAnswers.V6, DnsAnswers.V4), Duration.ofSeconds(60)));
    }
  }

  @Test
  void ignoresRecordsOfOtherNames() throws Exception {
    Function<Query, List<byte[]>> script =
        query ->
            DnsAnswers.one(query.response().address("evil.example", 60, DnsAnswers.literal(query)));
    try (ScriptedDns dns = new ScriptedDns(script)) {
      assertThat(ask(dns)).isEqualTo(new NameAnswer.Absent(Answer.NO_ADDRESS));
    }
  }

  @Test
  void takesGarbageForAFailureAndDoesNotWait() throws Exception {
    Function<Query, List<byte[]>> script =
        query -> List.of(Arrays.copyOf(DnsAnswers.addresses(query).getFirst(), 20));
    try (ScriptedDns dns = new ScriptedDns(script)) {
      assertThat(ask(dns)).isEqualTo(SERVER_FAILURE);
    }
  }

  @Test
  void takesACompressionLoopForAFailure() throws Exception {
    Function<Query, List<byte[]>> script =
        query -> {
          byte[] message = DnsAnswers.addresses(query).getFirst();
          int owner = 12 + query.question().length;
          message[owner] = (byte) 0xc0;
          message[owner + 1] = (byte) owner;
          return List.of(message);
        };
    try (ScriptedDns dns = new ScriptedDns(script)) {
      assertThat(ask(dns)).isEqualTo(SERVER_FAILURE);
    }
  }

  @Test
  void takesAnAddressOfTheWrongSizeForAFailure() throws Exception {
    Function<Query, List<byte[]>> script =
        query -> DnsAnswers.one(query.response().add(query.name(), query.type(), 60, new byte[5]));
    try (ScriptedDns dns = new ScriptedDns(script)) {
      assertThat(ask(dns)).isEqualTo(SERVER_FAILURE);
    }
  }

  @Test
  void followsAliasesWithinAnAnswerUnderTheShortestTtl() throws Exception {
    Function<Query, List<byte[]>> script =
        query ->
            DnsAnswers.one(
                query
                    .response()
                    .alias(query.name(), 9, "a.example")
                    .alias("A.example", 5, "b.example")
                    .address("b.example", 60, DnsAnswers.literal(query)));
    try (ScriptedDns dns = new ScriptedDns(script)) {
      assertThat(ask(dns))
          .isEqualTo(
              new NameAnswer.Found(List.of(DnsAnswers.V6, DnsAnswers.V4), Duration.ofSeconds(5)));
    }
  }

  @Test
  void followsAsManyAliasesWithinAnAnswerAsTheBound() throws Exception {
    try (ScriptedDns dns = new ScriptedDns(query -> chain(query, DnsReplyReader.MAX_ALIASES))) {
      assertThat(ask(dns)).isInstanceOf(NameAnswer.Found.class);
    }
  }

  @Test
  void givesUpOnOneAliasMoreWithinAnAnswer() throws Exception {
    try (ScriptedDns dns = new ScriptedDns(query -> chain(query, DnsReplyReader.MAX_ALIASES + 1))) {
      assertThat(ask(dns)).isEqualTo(SERVER_FAILURE);
    }
  }

  @Test
  void takesABoundedNumberOfAddresses() throws Exception {
    Function<Query, List<byte[]>> script =
        query -> {
          Response response = query.response();
          for (int i = 0; i <= DnsReplyReader.MAX_ADDRESSES; i++) {
            response.address(query.name(), 60, "192.0.2." + i);
          }
          return query.type() == DnsWire.A
              ? DnsAnswers.one(response)
              : DnsAnswers.one(query.response());
        };
    try (ScriptedDns dns = new ScriptedDns(script)) {
      assertThat(((NameAnswer.Found) ask(dns)).addresses()).hasSize(DnsReplyReader.MAX_ADDRESSES);
    }
  }

  @Test
  void followsAliasesFromAnswerToAnswer() throws Exception {
    Function<Query, List<byte[]>> script =
        query ->
            query.name().equals(NAME)
                ? DnsAnswers.one(query.response().alias(NAME, 60, "cdn.example"))
                : DnsAnswers.addresses(query);
    try (ScriptedDns dns = new ScriptedDns(script)) {
      assertThat(ask(dns)).isInstanceOf(NameAnswer.Found.class);
    }
  }

  @Test
  void givesUpOnALoopOfAliasesWithFewQueries() throws Exception {
    Function<Query, List<byte[]>> script =
        query -> DnsAnswers.one(query.response().alias(query.name(), 60, "x" + query.name()));
    try (ScriptedDns dns = new ScriptedDns(script)) {
      assertThat(ask(dns)).isEqualTo(SERVER_FAILURE);
      assertThat(dns.queries()).hasSizeLessThanOrEqualTo(40);
    }
  }

  @Test
  void givesUpOnALoopOfAliasesWithinAnAnswer() throws Exception {
    Function<Query, List<byte[]>> script =
        query -> DnsAnswers.one(query.response().alias(query.name(), 60, query.name()));
    try (ScriptedDns dns = new ScriptedDns(script)) {
      assertThat(ask(dns)).isEqualTo(SERVER_FAILURE);
    }
  }

  @Test
  void doesNotFollowAnAliasThatIsNoHostName() throws Exception {
    Function<Query, List<byte[]>> script =
        query -> DnsAnswers.one(query.response().alias(query.name(), 60, "sp ace.example"));
    try (ScriptedDns dns = new ScriptedDns(script)) {
      assertThat(ask(dns)).isEqualTo(SERVER_FAILURE);
    }
  }

  private static List<byte[]> chain(Query query, int aliases) {
    Response response = query.response();
    String name = query.name();
    for (int i = 0; i < aliases; i++) {
      response.alias(name, 60, "a" + i);
      name = "a" + i;
    }
    return DnsAnswers.one(response.address(name, 60, DnsAnswers.literal(query)));
  }

  private NameAnswer ask(ScriptedDns server) throws Exception {
    try (DnsClient client = live.dnsClient(Duration.ofSeconds(8), List.of(), server)) {
      return live.await(() -> client.lookUp(new Host.Name(NAME), live.loop()));
    }
  }
}
