package io.github.httptunnel.server.api;

import io.github.httptunnel.server.admin.Asset;
import io.github.httptunnel.server.admin.Page;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The files of the pages for browsers, each named: nothing else of the folder can be asked for. */
final class Dashboard {

  static final List<String> FILES =
      List.of(
          "access.js",
          "columns.js",
          "confirm.js",
          "copy.js",
          "dom.js",
          "events.js",
          "explain.js",
          "format.js",
          "history.js",
          "icon.svg",
          "lately.js",
          "main.js",
          "page.css",
          "panels.css",
          "panels.js",
          "plot.js",
          "plots.js",
          "reading.js",
          "reasons.js",
          "setup.css",
          "stream.js",
          "theme.css",
          "theme.js",
          "tiles.js",
          "tunnels.js",
          "uPlot.iife.min.js",
          "uPlot.min.css",
          "verdict.js");

  private Dashboard() {}

  /** By path. */
  static Map<String, Page> pages() {
    Stream<Asset> parts =
        FILES.stream().map(file -> new Asset("/assets/" + file, file, type(file)));
    Stream<Asset> page = Stream.of(new Asset("/", "index.html", "text/html; charset=utf-8"));
    return Asset.pages(Stream.concat(page, parts).toList());
  }

  private static String type(String file) {
    return switch (file.substring(file.lastIndexOf('.'))) {
      case ".js" -> "text/javascript; charset=utf-8";
      case ".css" -> "text/css; charset=utf-8";
      case ".svg" -> "image/svg+xml";
      default -> throw new IllegalStateException("a file of the dashboard has no type: " + file);
    };
  }
}
