package io.kubenet.kubeproxy.config;

import com.google.common.collect.ImmutableList;
import io.kubenet.model.Node;
import io.kubenet.net.Cidr;
import io.kubenet.net.IpFamily;
import java.util.List;

/**
 * How kube-proxies are told to detect local traffic: detectLocalMode and what belongs to it
 * (getLocalDetectors of kube-proxy 1.36).
 */
public sealed interface DetectLocal {

  /** The detector of one node's rules of one family. */
  LocalTrafficDetector detector(Node node, IpFamily family);

  /** Pods' addresses are in these blocks; without blocks nothing is detected. */
  static DetectLocal clusterCidrs(Cidr... cidrs) {
    return new ClusterCidr(ImmutableList.copyOf(cidrs));
  }

  /**
   * By the block that all pods' addresses come from.
   *
   * @param cidrs the blocks, at most one a family
   */
  record ClusterCidr(List<Cidr> cidrs) implements DetectLocal {

    public ClusterCidr {
      cidrs = ImmutableList.copyOf(cidrs);
    }

    @Override
    public LocalTrafficDetector detector(Node node, IpFamily family) {
      return cidrs.stream()
          .filter(cidr -> cidr.family() == family)
          .findFirst()
          .<LocalTrafficDetector>map(LocalTrafficDetector.Source::new)
          .orElse(LocalTrafficDetector.NONE);
    }
  }

  /** By the block that the node's pods' addresses come from. */
  record NodeCidr() implements DetectLocal {
    @Override
    public LocalTrafficDetector detector(Node node, IpFamily family) {
      return node.podCidr(family)
          .<LocalTrafficDetector>map(LocalTrafficDetector.Source::new)
          .orElse(LocalTrafficDetector.NONE);
    }
  }

  /**
   * By the bridge that pods are attached to.
   *
   * @param name the bridge
   */
  record BridgeInterface(String name) implements DetectLocal {
    @Override
    public LocalTrafficDetector detector(Node node, IpFamily family) {
      return new LocalTrafficDetector.InInterface(name);
    }
  }

  /**
   * By the interfaces that pods' traffic comes in by.
   *
   * @param prefix how their names start
   */
  record InterfaceNamePrefix(String prefix) implements DetectLocal {
    @Override
    public LocalTrafficDetector detector(Node node, IpFamily family) {
      return new LocalTrafficDetector.InInterfaces(prefix);
    }
  }
}
