package io.kubenet.kubeproxy.config;

import com.google.common.collect.ImmutableList;
import io.kubenet.net.Cidr;
import io.kubenet.ruleset.ipvs.Scheduler;
import java.time.Duration;
import java.util.List;

/**
 * What concerns ipvs mode alone.
 *
 * @param scheduler how virtual servers choose
 * @param isArpStrict whether interfaces answer ARP for their own addresses alone
 * @param excludeCidrs the blocks whose virtual servers kube-proxy leaves alone when it cleans up
 * @param timeouts how long ip_vs keeps idle connections
 */
public record IpvsSettings(
    Scheduler scheduler, boolean isArpStrict, List<Cidr> excludeCidrs, Timeouts timeouts) {

  /**
   * How long ip_vs keeps idle connections; zero leaves the kernel's own time.
   *
   * @param tcp those of TCP that are established
   * @param tcpFin those of TCP after a FIN
   * @param udp those of UDP
   */
  public record Timeouts(Duration tcp, Duration tcpFin, Duration udp) {

    /** The kernel's own times. */
    public static final Timeouts UNSET = new Timeouts(Duration.ZERO, Duration.ZERO, Duration.ZERO);
  }

  /** What kube-proxy does by default. */
  public static final IpvsSettings DEFAULT =
      new IpvsSettings(Scheduler.RR, /* isArpStrict= */ false, ImmutableList.of(), Timeouts.UNSET);

  public IpvsSettings {
    excludeCidrs = ImmutableList.copyOf(excludeCidrs);
  }

  public IpvsSettings withScheduler(Scheduler other) {
    return new IpvsSettings(other, isArpStrict, excludeCidrs, timeouts);
  }
}
