package io.github.httptunnel.server.accesslog;

/** An application line as a JSON object. Its keys are an interface: see {@code docs/logs.md}. */
final class JsonFormat implements LineFormat {

  @Override
  public String of(LogLine line) {
    return Json.object(json -> members(json, line));
  }

  private static void members(Json json, LogLine line) {
    json.text("time", line.time().toString())
        .text("level", line.level().name())
        .text("logger", line.logger());
    switch (line) {
      case LogLine.Ours ours -> {
        json.text("message", ours.message());
        if (!ours.faults().isEmpty()) {
          json.texts("faults", ours.faults().stream().map(Fault::toString).toList());
        }
      }
      case LogLine.Theirs theirs -> {
        if (theirs.fault() != null) {
          json.text("fault", theirs.fault());
        }
      }
    }
  }
}
