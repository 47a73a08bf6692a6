package io.github.httptunnel.server.admin;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import io.github.httptunnel.tunnel.Secret;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The file with the token of an operator who has chosen none, readable for the program's own user
 * alone.
 *
 * @param path absolute
 */
public record TokenFile(Path path) {

  private static final String FOLDER = "http-tunnel";
  private static final String NAME = "admin.token";
  private static final int TOKEN_BYTES = 32;
  private static final int MOST_CHARACTERS = 4096;

  /** What came of looking for a token. */
  public sealed interface Result {

    /** There is one. */
    record Found(Secret token) implements Result {}

    /**
     * There is none.
     *
     * @param problem says what to do
     */
    record Failed(String problem) implements Result {}
  }

  /**
   * Where it is for the user who runs the program; absent if no place for such files is known.
   *
   * @param environment the process's variables
   */
  public static @Nullable TokenFile of(Function<String, @Nullable String> environment) {
    String service = environment.apply("STATE_DIRECTORY");
    if (service != null && !service.isEmpty()) {
      // systemd separates several with colons
      return new TokenFile(Path.of(service.split(":", 2)[0], NAME));
    }
    String state = environment.apply("XDG_STATE_HOME");
    if (state != null && state.startsWith("/")) {
      return new TokenFile(Path.of(state, FOLDER, NAME));
    }
    String home = environment.apply("HOME");
    return home == null || !home.startsWith("/")
        ? null
        : new TokenFile(Path.of(home, ".local", "state", FOLDER, NAME));
  }

  /** The token in the file; one is made if there is no file. */
  public Result readOrMake() {
    try {
      if (!Files.exists(path)) {
        make();
      }
      return read();
    } catch (IOException _) {
      return new Result.Failed(path + ": no token can be kept there (set admin.token)");
    }
  }

  /** The token in the file, which must be there. */
  public Result read() {
    try {
      if (isReadableForOthers()) {
        return new Result.Failed(path + ": others can read the token (chmod 600 makes it private)");
      }
      String token = Files.size(path) > MOST_CHARACTERS ? "" : Files.readString(path).strip();
      return token.isEmpty()
          ? new Result.Failed(path + ": holds no token (remove it, and one is made)")
          : new Result.Found(new Secret(token));
    } catch (IOException _) {
      return new Result.Failed(path + ": cannot be read (expected: a file with the token)");
    }
  }

  private boolean isReadableForOthers() throws IOException {
    Set<PosixFilePermission> others =
        EnumSet.of(PosixFilePermission.GROUP_READ, PosixFilePermission.OTHERS_READ);
    return path.getFileSystem().supportedFileAttributeViews().contains("posix")
        && Files.getPosixFilePermissions(path).stream().anyMatch(others::contains);
  }

  private void make() throws IOException {
    Path folder = path.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
    byte[] random = new byte[TOKEN_BYTES];
    new SecureRandom().nextBytes(random);
    String line = HexFormat.of().formatHex(random) + "\n";
    try (SeekableByteChannel file =
        Files.newByteChannel(
            path,
            Set.of(CREATE_NEW, WRITE),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
      file.write(ByteBuffer.wrap(line.getBytes(StandardCharsets.US_ASCII)));
    } catch (FileAlreadyExistsException _) {
      // another process has just made it
    }
  }
}
