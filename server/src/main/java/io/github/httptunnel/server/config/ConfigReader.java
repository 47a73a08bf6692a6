package io.github.httptunnel.server.config;

import io.github.httptunnel.server.config.SourceFile.Content;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a configuration file and the files it names. Reports every error in one run. Does blocking
 * input; stateless and safe to share between threads.
 */
public final class ConfigReader {

  private final Environment environment;
  private final KeyMaterialCheck check;

  /**
   * A reader.
   *
   * @param environment for references to variables
   * @param check tries certificates and keys
   */
  public ConfigReader(Environment environment, KeyMaterialCheck check) {
    this.environment = environment;
    this.check = check;
  }

  /** Reads the file; the paths in it are relative to its folder. */
  public ConfigResult read(Path file) {
    Path folder = file.toAbsolutePath().normalize().getParent();
    Path base = folder == null ? file.toAbsolutePath() : folder;
    return switch (read(file.toString(), SourceFile.read(file), base)) {
      case ConfigResult.Loaded loaded -> loaded.with(file);
      case ConfigResult.Rejected rejected -> rejected;
    };
  }

  /** Reads what is in memory already. */
  ConfigResult read(String name, byte[] bytes, Path folder) {
    return read(name, SourceFile.decode(name, bytes), folder);
  }

  /** Every key, in the order in which the readers ask. */
  List<KnownKey> keys() {
    return List.copyOf(survey().keys());
  }

  private ConfigResult read(String name, Content content, Path folder) {
    return switch (content) {
      case Content.Text(SourceText source) -> bind(new Findings(source), folder);
      case Content.Unusable(@Nullable Position at, String problem) ->
          new ConfigResult.Rejected(name, List.of(new ConfigError(name, at, "", problem, null)));
    };
  }

  private ConfigResult bind(Findings findings, Path folder) {
    Node tree = new TreeReader(findings).read();
    if (tree == null) {
      return findings.result(null, () -> EffectiveConfig.UNKNOWN);
    }
    Ledger ledger = new Ledger(findings.source().name());
    ServerConfig config = bind(tree, findings, folder, survey(), ledger);
    return findings.result(config, ledger::effective);
  }

  private KeySurvey survey() {
    KeySurvey survey = new KeySurvey();
    Node nothing = new Node.Mapping(new Position(1, 1), List.of());
    bind(nothing, new Findings(SourceText.of("", "")), Path.of(""), survey, new Ledger(""));
    return survey.finish();
  }

  private ServerConfig bind(
      Node tree, Findings findings, Path folder, KeySurvey survey, Ledger ledger) {
    Substitution substitution = new Substitution(environment, folder, findings::madeOf);
    Reading reading = new Reading(findings, substitution, folder, survey, ledger);
    return Section.read(reading, "", tree, new ServerSection(check)::read);
  }
}
