package io.github.httptunnel.server.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/** Brings a file into memory as text, or says why not. */
final class SourceFile {

  static final int MAX_BYTES = 1 << 20;

  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private SourceFile() {}

  /** A file's text, or why there is none. */
  sealed interface Content {
    /** Readable and well-formed. */
    record Text(SourceText source) implements Content {}

    /** Not readable, or not text. */
    record Unusable(@Nullable Position at, String problem) implements Content {}
  }

  static Content read(Path file) {
    if (Files.isDirectory(file)) {
      return unusable("is a directory (expected: a YAML file)");
    }
    try (InputStream in = Files.newInputStream(file)) {
      return decode(file.toString(), in.readNBytes(MAX_BYTES + 1));
    } catch (NoSuchFileException _) {
      return unusable("there is no such file (expected: a YAML file)");
    } catch (AccessDeniedException _) {
      return unusable("permission denied (expected: a file that this user may read)");
    } catch (IOException failure) {
      return unusable("cannot be read (" + failure.getClass().getSimpleName() + ")");
    }
  }

  static Content decode(String name, byte[] bytes) {
    if (bytes.length > MAX_BYTES) {
      return unusable("is larger than 1 MiB (expected: a configuration, at most 1 MiB)");
    }
    CharBuffer chars = CharBuffer.allocate(bytes.length);
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    boolean malformed = decoder.decode(ByteBuffer.wrap(bytes), chars, true).isError();
    String decoded = chars.flip().toString();
    String text =
        !decoded.isEmpty() && decoded.charAt(0) == BYTE_ORDER_MARK ? decoded.substring(1) : decoded;
    int control = firstControl(text);
    if (control < text.length()) {
      String character = String.format("U+%04X", text.codePointAt(control));
      return notText(text.substring(0, control), "holds the control character " + character);
    }
    return malformed
        ? notText(text, "is not valid UTF-8")
        : new Content.Text(SourceText.of(name, text));
  }

  private static int firstControl(String text) {
    int at = 0;
    while (at < text.length() && StreamReader.isPrintable(text.codePointAt(at))) {
      at += Character.charCount(text.codePointAt(at));
    }
    return at;
  }

  private static Content notText(String before, String problem) {
    SourceText good = SourceText.of("", before);
    int line = good.lines().size();
    String last = good.line(line);
    return new Content.Unusable(
        new Position(line, last.codePointCount(0, last.length()) + 1),
        "line " + line + " " + problem + " (expected: a text file in UTF-8)");
  }

  private static Content unusable(String problem) {
    return new Content.Unusable(null, problem);
  }
}
