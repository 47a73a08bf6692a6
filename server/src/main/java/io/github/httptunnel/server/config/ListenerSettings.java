package io.github.httptunnel.server.config;

import io.github.httptunnel.server.config.EffectiveSetting.Content;
import io.github.httptunnel.server.config.ListenerConfig.Mode;
import io.github.httptunnel.tls.KeyMaterial;
import io.github.httptunnel.tunnel.Secret;
import io.github.httptunnel.tunnel.Target;
import io.netty.util.NetUtil;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the file would say of listeners that stand in no file. */
final class ListenerSettings {

  static final String KEY = "listeners";

  private final String path;
  private final ValueOrigin origin;
  private final List<EffectiveSetting> settings = new ArrayList<>();

  private ListenerSettings(String path, ValueOrigin origin) {
    this.path = path;
    this.origin = origin;
  }

  static List<EffectiveSetting> of(List<ListenerConfig> listeners, ValueOrigin origin) {
    List<EffectiveSetting> all = new ArrayList<>();
    for (int i = 0; i < listeners.size(); i++) {
      ListenerSettings one = new ListenerSettings(KEY + "[" + i + "].", origin);
      one.add(listeners.get(i));
      all.addAll(one.settings);
    }
    return all;
  }

  private void add(ListenerConfig listener) {
    say("name", listener.name());
    say("bind", NetUtil.toSocketAddressString(listener.bind()));
    switch (listener.mode()) {
      case Mode.Http() -> say("protocols", new Content.Several(List.of("http")));
      case Mode.Tcp(Target target) -> say("target", target.authority());
    }
    switch (listener.tls()) {
      case KeyMaterial.Pem(Path certificate, Path key, @Nullable Secret password) -> {
        say("tls.certificate", certificate.toString());
        say("tls.key", key.toString());
        if (password != null) {
          say("tls.key_password", new Content.Masked());
        }
      }
      case KeyMaterial.Pkcs12(Path file, _) -> {
        say("tls.pkcs12", file.toString());
        say("tls.password", new Content.Masked());
      }
      case null -> {}
    }
    say(
        "from",
        listener.from() == null
            ? new Content.Unset()
            : new Content.Several(listener.from().stream().map(Object::toString).toList()));
  }

  private void say(String key, String text) {
    say(key, new Content.Single(text));
  }

  private void say(String key, Content content) {
    settings.add(new EffectiveSetting(path + key, content, origin));
  }
}
