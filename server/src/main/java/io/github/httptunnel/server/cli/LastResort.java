package io.github.httptunnel.server.cli;

import io.github.httptunnel.server.accesslog.Logs;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.slf4j.LoggerFactory;

/**
 * Ends a process that cannot go on: half alive it would keep its listeners and serve nobody, while
 * whoever supervises it sees nothing wrong. No thread of it is waited for, as one of them is stuck.
 */
public final class LastResort implements Consumer<String> {

  private final Logs logs;
  private final IntConsumer halt;

  /**
   * @param logs the last line is written before the end
   * @param halt ends the process at once, with a code
   */
  public LastResort(Logs logs, IntConsumer halt) {
    this.logs = logs;
    this.halt = halt;
  }

  @Override
  public void accept(String problem) {
    LoggerFactory.getLogger(LastResort.class)
        .error("{}; the process ends, as it can serve nobody", problem);
    logs.close();
    halt.accept(ExitCode.FAILURE);
  }
}
