package io.github.httptunnel.bench.figures;

import tools.jackson.databind.JsonNode;

/**
 * What was done to each subject in the same way.
 *
 * @param group the experiment, as the script names it
 * @param title what tells it from others of its group
 */
record Scenario(String group, String title) {

  /** That of one run. */
  static Scenario of(JsonNode run) {
    String experiment = run.path("experiment").asString();
    return switch (experiment) {
      case "bulk" -> new Scenario(run.has("tls") ? "tls" : "bulk", bulk(run));
      case "requests" ->
          new Scenario("requests", run.path("size").asString() + " bytes, " + tunnels(run));
      case "setup" -> new Scenario("setup", run.path("concurrent").asString() + " at once");
      case "idle" -> new Scenario(run.has("unread") ? "unread" : "idle", tunnels(run));
      default -> new Scenario(experiment, "");
    };
  }

  private static String tunnels(JsonNode run) {
    String tunnels = run.path("tunnels").asString();
    return tunnels + (tunnels.equals("1") ? " tunnel" : " tunnels");
  }

  private static String bulk(JsonNode run) {
    return tunnels(run) + (run.path("direction").asString().equals("UP") ? ", up" : ", down");
  }
}
