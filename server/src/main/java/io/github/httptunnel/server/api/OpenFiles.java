package io.github.httptunnel.server.api;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * How many files and sockets this process has open.
 *
 * @param open now; -1 if the system does not say
 * @param limit how many there may be; -1 likewise
 */
record OpenFiles(long open, long limit) {

  static OpenFiles now() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
        ? new OpenFiles(unix.getOpenFileDescriptorCount(), unix.getMaxFileDescriptorCount())
        : new OpenFiles(-1, -1);
  }
}
