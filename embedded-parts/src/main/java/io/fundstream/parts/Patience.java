package io.fundstream.parts;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * How long a test waits for what it does not time: a minute instead of Awaitility's ten seconds.
 * These tests run real parts on machines that others use too. What has to be fast is measured and
 * compared by the test that says so.
 */
public final class Patience implements LauncherSessionListener {
  private static final Duration LONGEST = Duration.ofSeconds(60);

  @Override
  public void launcherSessionOpened(LauncherSession session) {
    Awaitility.setDefaultTimeout(LONGEST);
  }
}
