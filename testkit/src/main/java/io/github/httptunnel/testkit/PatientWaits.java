package io.github.httptunnel.testkit;

import org.awaitility.Awaitility;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Lets what a test awaits take as long as it may on a machine that is busy with other things: how
 * quick it is, is no matter of tests. It is found through {@code META-INF/services} by every run
 * with this module on its class path.
 */
public final class PatientWaits implements LauncherSessionListener {

  @Override
  public void launcherSessionOpened(LauncherSession session) {
    Awaitility.setDefaultTimeout(Deadline.USUAL);
  }
}
