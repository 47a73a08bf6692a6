package io.github.httptunnel.server.identity;

import io.github.httptunnel.server.identity.UserFile.Bad;
import io.github.httptunnel.server.identity.UserFile.Good;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One file behind {@link UserFile} while it is read. */
final class UserFileReader {

  private static final int MOST_BYTES = 16 * 1024 * 1024;
  private static final int MOST_PROBLEMS = 20;

  private final Path file;
  private final Map<String, PasswordHash> users = new HashMap<>();
  private final Map<String, Integer> lines = new HashMap<>();
  private final List<String> problems = new ArrayList<>();

  UserFileReader(Path file) {
    this.file = file;
  }

  UserFile read() {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        return bad("is larger than 16 MiB");
      }
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return parse(text);
    } catch (NoSuchFileException _) {
      return bad("there is no such file (http-tunnel user add NAME --file FILE makes one)");
    } catch (AccessDeniedException _) {
      return bad("permission denied (expected: a file that the program may read)");
    } catch (CharacterCodingException _) {
      return bad("is not UTF-8 text");
    } catch (IOException e) {
      return bad(
          Files.isDirectory(file)
              ? "is a directory (expected: a file)"
              : "cannot be read (" + e.getClass().getSimpleName() + ")");
    }
  }

  private UserFile bad(String problem) {
    return new Bad(List.of(file + ": " + problem));
  }

  private UserFile parse(String text) {
    String[] all = text.split("\n", -1);
    for (int i = 0; i < all.length && problems.size() < MOST_PROBLEMS; i++) {
      String line = all[i].endsWith("\r") ? all[i].substring(0, all[i].length() - 1) : all[i];
      if (!line.isBlank() && !line.startsWith("#")) {
        line(i + 1, line);
      }
    }
    return problems.isEmpty() ? new Good(Users.of(users)) : new Bad(problems);
  }

  private void line(int number, String line) {
    int colon = line.indexOf(':');
    if (colon < 0) {
      problem(number, 1, "has no colon (expected: NAME:HASH)");
      return;
    }
    String name = line.substring(0, colon);
    String problem = UserFile.nameProblem(name);
    if (problem != null) {
      problem(number, 1, problem);
      return;
    }
    Integer before = lines.putIfAbsent(name, number);
    if (before != null) {
      problem(number, 1, "names the user of line " + before + " again (expected: once)");
      return;
    }
    int end = line.indexOf(':', colon + 1);
    switch (HashSyntax.parse(line.substring(colon + 1, end < 0 ? line.length() : end))) {
      case HashSyntax.Valid(PasswordHash hash) -> users.put(name, hash);
      case HashSyntax.Invalid(String what) ->
          problem(number, line.codePointCount(0, colon + 1) + 1, what);
    }
  }

  private void problem(int line, int column, String what) {
    problems.add(file + ":" + line + ":" + column + ": " + what);
  }
}
