package io.kubenet.dataplane;

import io.kubenet.netfilter.Hook;
import java.util.Optional;

/**
 * The hooks that a forwarded packet passes, with the network policies among them.
 *
 * @param passage the packet's passage
 * @param device the interface that it leaves by
 */
record Forwarding(Passage passage, String device) {

  /** What ended the packet's way; empty if it goes on. */
  Optional<Next> judged() {
    passage.buffer().leaveBy(device);
    return passage
        .judge(Hook.FORWARD)
        .or(() -> NetworkPolicies.judge(passage))
        .or(() -> passage.judge(Hook.POSTROUTING));
  }
}
