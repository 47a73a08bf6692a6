package io.github.httptunnel.testkit;

import io.netty.buffer.ByteBufUtil;
import io.netty.util.ResourceLeakDetector;
import io.netty.util.ResourceLeakDetector.Level;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Fails a test run in which a Netty buffer was lost. It is found through {@code META-INF/services}
 * by every run with this module on its class path. It raises the leak detector to {@code PARANOID}
 * unless {@code io.netty.leakDetection.level} is set, and at the end of the run collects garbage
 * until all that was lost has been reported.
 */
public final class LeakGuard implements LauncherSessionListener {

  private final LeakWatch watch = new LeakWatch(new Monitor());

  @Override
  public void launcherSessionOpened(LauncherSession session) {
    if (System.getProperty("io.netty.leakDetection.level") == null) {
      ResourceLeakDetector.setLevel(Level.PARANOID);
    }
    ByteBufUtil.setLeakListener(watch);
  }

  @Override
  public void launcherSessionClosed(LauncherSession session) {
    watch.flush();
    watch.failIfLeaked();
  }
}
