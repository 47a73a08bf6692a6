package io.github.httptunnel.testkit;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** A run of one test class, as a build tool would start it. */
final class LeakGuardRun {

  private LeakGuardRun() {}

  public static void main(String[] arguments) {
    Class<?> tests = arguments[0].equals("planted") ? Planted.class : Clean.class;
    SummaryGeneratingListener summary = new SummaryGeneratingListener();
    try (LauncherSession session = LauncherFactory.openSession()) {
      session
          .getLauncher()
          .execute(
              LauncherDiscoveryRequestBuilder.request().selectors(selectClass(tests)).build(),
              summary);
    }
    summary.getSummary().printTo(new PrintWriter(System.out, true, Charset.defaultCharset()));
  }

  /** Loses a buffer. */
  static final class Planted {
    @Test
    void losesABuffer() {
      ByteBuf lost = UnpooledByteBufAllocator.DEFAULT.directBuffer(8);
      lost.writeByte(1);
    }
  }

  /** Loses none. */
  static final class Clean {
    @Test
    void releasesItsBuffer() {
      ByteBuf buffer = UnpooledByteBufAllocator.DEFAULT.directBuffer(8);
      buffer.release();
    }
  }
}
