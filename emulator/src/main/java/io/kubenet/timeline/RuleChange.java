package io.kubenet.timeline;

import com.google.common.collect.ImmutableList;
import java.time.Duration;
import java.util.List;

/**
 * A kube-proxy has brought its node's rules to what it knew of some Services.
 *
 * @param at the instant
 * @param node the node
 * @param services the Services that had changed
 */
public record RuleChange(Duration at, String node, List<String> services) {

  public RuleChange {
    services = ImmutableList.copyOf(services);
  }
}
