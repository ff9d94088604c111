package io.kubenet;

import com.google.common.collect.ImmutableList;
import io.kubenet.controlplane.time.PodLives;
import io.kubenet.net.IpAddress;
import io.kubenet.time.Delays;
import java.util.List;
import java.util.Optional;

/**
 * What a simulation is made with.
 *
 * @param delays how long everything takes
 * @param loads who sends requests
 * @param outsideHosts the hosts outside that are there
 * @param lives how pods start and end; empty if kubelets run them by their specs
 */
record Plan(
    Delays delays, List<Load> loads, List<IpAddress> outsideHosts, Optional<PodLives> lives) {

  Plan {
    loads = ImmutableList.copyOf(loads);
    outsideHosts = ImmutableList.copyOf(outsideHosts);
  }
}
