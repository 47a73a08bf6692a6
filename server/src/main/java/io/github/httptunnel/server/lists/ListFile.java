package io.github.httptunnel.server.lists;

import io.github.httptunnel.access.HostList;
import io.github.httptunnel.access.ListBounds;
import io.github.httptunnel.access.ListReader;
import io.github.httptunnel.access.ListReading;
import io.github.httptunnel.access.ListReport;
import io.github.httptunnel.access.ListSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.security.SecureRandom;

/** Reads the file of a list. Blocks. */
final class ListFile {

  private ListFile() {}

  static ListLoad load(String name, ListSource source, ListBounds bounds) {
    if (Files.exists(source.file()) && !Files.isRegularFile(source.file())) {
      return new ListLoad.Unusable("is not a file (expected: a list of names or addresses)");
    }
    try (InputStream in = Files.newInputStream(source.file())) {
      ListReader reader = new ListReader(name, source.format(), bounds, new SecureRandom());
      return switch (reader.read(in)) {
        case ListReading.Read(HostList list) -> checked(list);
        case ListReading.TooLarge(String problem) ->
            new ListLoad.Unusable(
                problem
                    + " (how large lists may be follows from the heap: raise -Xmx in"
                    + " HTTP_TUNNEL_JAVA_OPTS)");
      };
    } catch (NoSuchFileException _) {
      return new ListLoad.Unusable("does not exist");
    } catch (AccessDeniedException _) {
      return new ListLoad.Unusable("cannot be read: permission denied");
    } catch (IOException failure) {
      return new ListLoad.Unusable("cannot be read (" + failure.getClass().getSimpleName() + ")");
    }
  }

  /** A page that says "not found", or a list in another format, is no list. */
  private static ListLoad checked(HostList list) {
    ListReport report = list.report();
    return report.entries() == 0 && report.skippedLines() > 0
        ? new ListLoad.Unusable(
            "holds no name and no address; "
                + report.skippedWords()
                + "; is this the list, and its format?")
        : new ListLoad.Loaded(list);
  }
}
