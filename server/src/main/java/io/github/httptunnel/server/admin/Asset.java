package io.github.httptunnel.server.admin;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A file of the pages for browsers, from the folder {@code web} beside this class. It holds nothing
 * of the operator's, so anybody may have it. It may load what comes from this listener, and nothing
 * else.
 *
 * @param path under which it is asked for
 * @param file its name in the folder
 * @param type its media type
 */
public record Asset(String path, String file, String type) {

  /** What a page for browsers may load: what comes from this listener, and nothing inline. */
  public static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
          + " img-src 'self' data:; form-action 'none'; base-uri 'none'; frame-ancestors 'none'";

  /** A page for each. */
  public static Map<String, Page> pages(List<Asset> assets) {
    return assets.stream().collect(Collectors.toMap(Asset::path, Asset::page));
  }

  private Page page() {
    return Page.open(question -> answer(question, read()));
  }

  private Answer answer(Question question, byte[] bytes) {
    String tag = '"' + tag(bytes) + '"';
    Answer answer =
        tag.equals(question.known())
            ? new Answer(304, Content.bytes(type, new byte[0]), Map.of())
            : Answer.ok(Content.bytes(type, bytes));
    return answer
        .with("ETag", tag)
        // asked for each time, as the next version of the program has others
        .with("Cache-Control", "no-cache")
        .with("Content-Security-Policy", POLICY);
  }

  private byte[] read() {
    try (InputStream in = Asset.class.getResourceAsStream("web/" + file)) {
      if (in == null) {
        throw new IllegalStateException("a file of the pages is not there: " + file);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String tag(byte[] bytes) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      return HexFormat.of().formatHex(digest, 0, 8);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }
}
