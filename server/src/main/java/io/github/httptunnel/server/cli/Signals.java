package io.github.httptunnel.server.cli;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;

/**
 * Takes signals of the operating system. The JVM's own answer to SIGTERM ends the process and
 * leaves no room for a second one; what the JDK offers instead is an unsupported class that cannot
 * be named in code without a compiler warning, hence the reflection.
 */
final class Signals {

  private Signals() {}

  /**
   * Runs the action, on a thread of the JVM's, each time the signal comes.
   *
   * @param name without {@code SIG}
   * @return false where the JVM does not know the signal or keeps it for itself
   */
  static boolean handle(String name, Runnable action) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      InvocationHandler invoke =
          (proxy, method, arguments) -> {
            if (method.getDeclaringClass() == Object.class) {
              return method.invoke(action, arguments);
            }
            action.run();
            return null;
          };
      Object proxy =
          Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[] {handler}, invoke);
      signal
          .getMethod("handle", signal, handler)
          .invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
      return true;
    } catch (ReflectiveOperationException | IllegalArgumentException _) {
      return false;
    }
  }
}
