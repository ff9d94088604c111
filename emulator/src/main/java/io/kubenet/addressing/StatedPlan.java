package io.kubenet.addressing;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import io.kubenet.manifest.LocatedTree;
import io.kubenet.manifest.Manifest;
import io.kubenet.manifest.ManifestObject;
import io.kubenet.manifest.TextSource;
import io.kubenet.net.IpFamily;
import java.util.List;
import java.util.stream.Stream;

/**
 * What is stated of a cluster's blocks before anything is inferred, in the order of who is heard
 * first.
 *
 * @param podBlocks who states the blocks of Pods
 * @param serviceBlocks who states the blocks of cluster IPs
 */
public record StatedPlan(List<StatedBlock> podBlocks, List<StatedBlock> serviceBlocks) {

  /** Nothing is stated. */
  public static final StatedPlan NONE = new StatedPlan(ImmutableList.of(), ImmutableList.of());

  public StatedPlan {
    podBlocks = ImmutableList.copyOf(podBlocks);
    serviceBlocks = ImmutableList.copyOf(serviceBlocks);
  }

  /** This, and then what another states. */
  public StatedPlan and(StatedPlan other) {
    return new StatedPlan(
        ImmutableList.copyOf(Iterables.concat(podBlocks, other.podBlocks)),
        ImmutableList.copyOf(Iterables.concat(serviceBlocks, other.serviceBlocks)));
  }

  /** This, with other blocks of Pods. */
  public StatedPlan withPods(List<StatedBlock> blocks) {
    return new StatedPlan(blocks, serviceBlocks);
  }

  /** This, with other blocks of cluster IPs. */
  public StatedPlan withServices(List<StatedBlock> blocks) {
    return new StatedPlan(podBlocks, blocks);
  }

  /**
   * What the configuration files of a cluster state that are among its manifests: kubeadm's
   * ClusterConfiguration, as a file or in the ConfigMap kubeadm-config, kube-proxy's
   * KubeProxyConfiguration, and the ServiceCIDR kubernetes.
   */
  static StatedPlan in(Manifest manifest) {
    return manifest.ignored().stream().map(StatedPlan::of).reduce(NONE, StatedPlan::and);
  }

  private static StatedPlan of(ManifestObject object) {
    LocatedTree tree = object.source();
    return switch (object.group() + " " + object) {
      case "networking.k8s.io ServiceCIDR kubernetes" -> NONE.withServices(items(tree));
      case " ConfigMap kube-system/kubeadm-config" ->
          ofConfigMap(tree.get("data").get("ClusterConfiguration"));
      default -> ofFile(object.group(), object.kind(), tree);
    };
  }

  private static List<StatedBlock> items(LocatedTree serviceCidr) {
    return serviceCidr.get("spec").get("cidrs").items().stream()
        .map(cidr -> StatedBlock.of(cidr, cidr.text()))
        .collect(ImmutableList.toImmutableList());
  }

  private static StatedPlan ofConfigMap(LocatedTree text) {
    return new TextSource(text.toString(), text.textOrEmpty())
        .documents().stream()
            .filter(document -> document.node().isObject())
            .map(StatedPlan::ofClusterConfiguration)
            .reduce(NONE, StatedPlan::and);
  }

  private static StatedPlan ofFile(String group, String kind, LocatedTree file) {
    return switch (group + " " + kind) {
      case "kubeadm.k8s.io ClusterConfiguration" -> ofClusterConfiguration(file);
      case "kubeproxy.config.k8s.io KubeProxyConfiguration" ->
          NONE.withPods(StatedBlock.in(file.get("clusterCIDR")));
      default -> NONE;
    };
  }

  private static StatedPlan ofClusterConfiguration(LocatedTree file) {
    LocatedTree networking = file.get("networking");
    return new StatedPlan(
        StatedBlock.in(networking.get("podSubnet")),
        StatedBlock.in(networking.get("serviceSubnet")));
  }

  List<StatedBlock> of(BlockUse use) {
    return use == BlockUse.PODS ? podBlocks : serviceBlocks;
  }

  /** The families that blocks are stated of, in their order. */
  Stream<IpFamily> families() {
    return Stream.concat(podBlocks.stream(), serviceBlocks.stream()).map(StatedBlock::family);
  }
}
