package io.github.httptunnel.server.admin;

import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * All pages by their paths. A path that ends with {@value #PARAMETER} stands for those with a name
 * in this place.
 *
 * @param byPath absolute paths
 */
public record Pages(Map<String, Page> byPath) {

  /** The last segment of a path with a parameter. */
  public static final String PARAMETER = "/{}";

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9-]{1,64}");

  /** Copies the map. */
  public Pages {
    byPath = Map.copyOf(byPath);
  }

  /**
   * A page that was found.
   *
   * @param parameter the last segment if that may differ, else empty
   */
  record Found(Page page, String parameter) {}

  /** What stands behind a path as it was sent; absent if nothing does. */
  @Nullable Found find(@Nullable String path) {
    if (path == null) {
      return null;
    }
    Page exact = path.endsWith(PARAMETER) ? null : byPath.get(path);
    if (exact != null) {
      return new Found(exact, "");
    }
    int slash = path.lastIndexOf('/');
    String name = path.substring(slash + 1);
    Page named = slash < 0 ? null : byPath.get(path.substring(0, slash) + PARAMETER);
    return named == null || !NAME.matcher(name).matches() ? null : new Found(named, name);
  }
}
