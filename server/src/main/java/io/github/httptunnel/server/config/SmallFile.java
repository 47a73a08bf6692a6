package io.github.httptunnel.server.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads the one value that a file holds, usually a secret: UTF-8, at most 64 KiB. Blocks. */
public final class SmallFile {

  private static final int MAX_BYTES = 64 * 1024;

  private SmallFile() {}

  /** The text without the line break at its end. */
  public static Parsed<String> read(Path file) {
    if (Files.isDirectory(file)) {
      return new Parsed.Bad<>("names the directory " + file + " (expected: a file)");
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        return new Parsed.Bad<>("names " + file + ", which is larger than 64 KiB");
      }
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return new Parsed.Good<>(text.replaceFirst("\\r?\\n\\z", ""));
    } catch (NoSuchFileException _) {
      return new Parsed.Bad<>("names " + file + ", which does not exist");
    } catch (AccessDeniedException _) {
      return new Parsed.Bad<>("names " + file + ": permission denied");
    } catch (CharacterCodingException _) {
      return new Parsed.Bad<>("names " + file + ", which is not UTF-8 text");
    } catch (IOException failure) {
      return new Parsed.Bad<>(
          "names " + file + ", which cannot be read (" + failure.getClass().getSimpleName() + ")");
    }
  }
}
