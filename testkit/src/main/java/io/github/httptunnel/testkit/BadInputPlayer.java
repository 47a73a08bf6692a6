package io.github.httptunnel.testkit;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Plays inputs over a {@link RawClient} and watches what comes of it. It stops sending when the
 * peer has ended the connection. What is expected only decides how long it watches and whether it
 * probes the tunnel; {@link BadInputExpectation} judges.
 *
 * @param placeholders the values to fill in
 * @param patience how long to wait for what is expected if the entry names no time
 * @param quiet how long nothing must come for an answer to count as whole
 */
public record BadInputPlayer(Placeholders placeholders, Duration patience, Duration quiet) {

  private static final Duration SLACK = Duration.ofSeconds(1);
  private static final Pattern METHOD =
      Pattern.compile("(CONNECT|DELETE|GET|HEAD|OPTIONS|PATCH|POST|PUT|TRACE) ");
  private static final Pattern ANYTHING = Pattern.compile("[\\x00-\\xff]");
  private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1[.][01] [0-9]{3} ");
  private static final Pattern FINAL_STATUS_LINE = Pattern.compile("HTTP/1[.][01] [2-9][0-9]{2} ");
  private static final Pattern GATEWAY_ERROR = Pattern.compile("HTTP/1[.][01] 5[0-9]{2} ");
  private static final String PROBE = "probe-7f3a91c5";

  /** Waits up to 10 s for what is expected, and calls it whole when nothing comes for 300 ms. */
  public static BadInputPlayer with(Placeholders placeholders) {
    return new BadInputPlayer(placeholders, Deadline.USUAL, Duration.ofMillis(300));
  }

  /**
   * Plays {@code entry} over {@code client}, which stays open for the caller to close.
   *
   * @throws IllegalArgumentException if the entry is not {@link BadInput#playable()}
   */
  public Observed play(BadInput entry, RawClient client) {
    if (!entry.playable()) {
      throw new IllegalArgumentException(entry.id() + ": cannot be played; it is in prose");
    }
    List<InputPart> parts = placeholders.fill(entry.input());
    try (Transcript transcript = Transcript.start(client)) {
      PartSender sender = new PartSender(client, transcript, patience);
      boolean sent = parts.stream().allMatch(sender::send);
      boolean echoed = sent && probed(entry, client, transcript);
      watch(new Wanted(entry.expect()), transcript);
      return transcript.observed(methods(parts), echoed);
    }
  }

  private boolean probed(BadInput entry, RawClient client, Transcript transcript) {
    if (!Boolean.TRUE.equals(entry.expect().get("tunnel"))) {
      return false;
    }
    try {
      client.send(PROBE);
      return transcript.await(bytes -> bytes.contains(PROBE), limit(new Wanted(entry.expect())));
    } catch (UncheckedIOException refused) {
      return false;
    }
  }

  private void watch(Wanted wanted, Transcript transcript) {
    Duration limit = limit(wanted);
    if (wanted.member("close") instanceof Boolean close && close) {
      transcript.awaitEnd(limit);
      return;
    }
    if (wanted.member("echo_first") instanceof String echo) {
      String filled = placeholders.fill(echo);
      transcript.await(bytes -> bytes.contains(filled), limit);
    }
    transcript.await(awaited(wanted)::metBy, limit);
    transcript.awaitQuiet(quiet, limit);
  }

  /** What must come, or the end, before it makes sense to wait until nothing comes any more. */
  private static Awaited awaited(Wanted wanted) {
    Object responses = wanted.member("responses");
    if (responses != null) {
      int count =
          responses instanceof List<?> all ? all.size() : (int) new Wanted(responses).number();
      return new Awaited(STATUS_LINE, count);
    }
    boolean ends = wanted.member("client_sees") instanceof String how && !how.equals("open");
    if (ends || wanted.member("client_truncated_visible") != null) {
      return new Awaited(GATEWAY_ERROR, 1);
    }
    boolean status = wanted.member("status") != null || wanted.member("client_status") != null;
    return new Awaited(status ? FINAL_STATUS_LINE : ANYTHING, 1);
  }

  private record Awaited(Pattern pattern, int count) {
    boolean metBy(String bytes) {
      return pattern.matcher(bytes).results().limit(count).count() == count;
    }
  }

  private Duration limit(Wanted wanted) {
    return wanted.member("within_s") instanceof Number seconds
        ? Duration.ofMillis((long) (seconds.doubleValue() * 1000)).plus(SLACK)
        : patience;
  }

  /** The methods of the requests; the first may stand behind a PROXY header. */
  private static List<String> methods(List<InputPart> parts) {
    String sent = parts.stream().map(BadInputPlayer::text).collect(Collectors.joining());
    return METHOD.matcher(sent).results().map(found -> found.group(1)).toList();
  }

  private static String text(InputPart part) {
    return switch (part) {
      case InputPart.Text(String latin1) -> latin1;
      case InputPart.Repeat(String latin1, int _) -> latin1;
      case InputPart.ByteByByte(String latin1, Duration _) -> latin1;
      default -> "";
    };
  }
}
