package io.github.httptunnel.load;

import java.io.IOException;

/** What the tunnels of one loop are for. Confined to that {@link Loop}'s thread. */
interface Purpose {

  /** What the origin does. */
  Mode mode();

  /** What our end of a tunnel does from now on. */
  Activity activity(Tunnel tunnel);

  /** The tunnel is in use, and the origin has been told. */
  default void begun(Activity activity) throws IOException {}
}
