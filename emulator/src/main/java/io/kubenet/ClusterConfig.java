package io.kubenet;

import static java.util.stream.Collectors.joining;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.kubenet.addressing.AddressPlan;
import io.kubenet.addressing.AddressPlanner;
import io.kubenet.addressing.StatedBlock;
import io.kubenet.addressing.StatedPlan;
import io.kubenet.controlplane.ControlPlaneConfig;
import io.kubenet.dataplane.FabricConfig;
import io.kubenet.dns.Corefile;
import io.kubenet.kubeproxy.config.DetectLocal;
import io.kubenet.kubeproxy.config.KubeProxyConfig;
import io.kubenet.kubeproxy.config.KubeProxyConfigReader;
import io.kubenet.kubeproxy.config.Mode;
import io.kubenet.manifest.Manifest;
import io.kubenet.manifest.ManifestReader;
import io.kubenet.manifest.TextSource;
import io.kubenet.model.KubernetesVersion;
import io.kubenet.net.Cidr;
import io.kubenet.net.IpAddress;
import io.kubenet.net.IpFamily;
import io.kubenet.node.ImportedRules;
import io.kubenet.node.InterfaceListing;
import io.kubenet.node.NetworkKind;
import io.kubenet.node.NodeSetup;
import io.kubenet.node.StatedInterfaces;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * How a cluster is set up beside what its manifests say. Presets to start from, and withers: {@code
 * ClusterConfig.iptables().withNodes("a", "b").withSeed(7)}.
 */
public final class ClusterConfig {

  /** The settings; changed only while a configuration is being made. */
  private static final class Settings {
    private KubeProxyConfig kubeProxy = KubeProxyConfig.DEFAULT;
    private List<String> nodes = ImmutableList.of();
    private AddressPlan plan = AddressPlan.of(IpFamily.IPV4);
    private StatedPlan stated = StatedPlan.NONE;
    private Optional<List<StatedBlock>> ofKubeProxy = Optional.empty();
    private long seed;
    private NetworkKind network = NetworkKind.BRIDGE;
    private List<Cidr> unmasqueraded = ImmutableList.of();
    private FabricConfig.Hairpin hairpin = FabricConfig.Hairpin.ON;
    private DnsConfig dns = DnsConfig.DEFAULT;
    private ImmutableMap<String, ImportedRules> rules = ImmutableMap.of();
    private StatedInterfaces interfaces = StatedInterfaces.NONE;
    private ImmutableMap<String, InterfaceListing> listings = ImmutableMap.of();

    Settings copy() {
      Settings copy = new Settings();
      copy.kubeProxy = kubeProxy;
      copy.nodes = nodes;
      copy.plan = plan;
      copy.stated = stated;
      copy.ofKubeProxy = ofKubeProxy;
      copy.seed = seed;
      copy.network = network;
      copy.unmasqueraded = unmasqueraded;
      copy.hairpin = hairpin;
      copy.dns = dns;
      copy.rules = rules;
      copy.interfaces = interfaces;
      copy.listings = listings;
      return copy;
    }
  }

  private final Settings settings;

  private ClusterConfig(Settings settings) {
    this.settings = settings;
  }

  private ClusterConfig changed(Consumer<Settings> change) {
    Settings copy = settings.copy();
    change.accept(copy);
    return new ClusterConfig(copy);
  }

  /** kube-proxy in iptables mode, IPv4, three nodes where the manifests hold none. */
  public static ClusterConfig iptables() {
    return new ClusterConfig(new Settings());
  }

  /** kube-proxy in nftables mode. */
  public static ClusterConfig nftables() {
    return iptables().withMode(Mode.NFTABLES);
  }

  /** kube-proxy in ipvs mode. */
  public static ClusterConfig ipvs() {
    return iptables().withMode(Mode.IPVS);
  }

  /** kube-proxy in iptables mode, IPv4 and IPv6. */
  public static ClusterConfig dualStack() {
    return iptables().withIpv6();
  }

  /**
   * The nodes of a cluster whose manifests hold none, beside those that Pods name; without them
   * node1 to node3, where Pods name no others.
   *
   * @throws IllegalArgumentException if there is no name, or one is there twice
   */
  public ClusterConfig withNodes(String... names) {
    List<String> nodes = ImmutableList.copyOf(names);
    if (nodes.isEmpty()) {
      throw new IllegalArgumentException("a cluster has at least 1 node, not 0");
    }
    Set<String> seen = new LinkedHashSet<>();
    for (String name : nodes) {
      if (!seen.add(name)) {
        throw new IllegalArgumentException("node '" + name + "' is given twice");
      }
    }
    return changed(copy -> copy.nodes = nodes);
  }

  /** {@code node1} to {@code nodeN}, where the manifests hold none. */
  public ClusterConfig withNodeCount(int count) {
    if (count < 1) {
      throw new IllegalArgumentException("a cluster has at least 1 node, not " + count);
    }
    String[] names = new String[count];
    for (int i = 0; i < count; i++) {
      names[i] = "node" + (i + 1);
    }
    return withNodes(names);
  }

  /** What decides all that is left to chance. */
  public ClusterConfig withSeed(long seed) {
    return changed(copy -> copy.seed = seed);
  }

  /** Nodes, pods and Services can have IPv6 addresses too. */
  public ClusterConfig withIpv6() {
    return changed(copy -> copy.plan = AddressPlan.of(IpFamily.IPV4, IpFamily.IPV6));
  }

  /**
   * The block that pods' addresses come from, or one of each IP family, the primary first. Without
   * it the block is what a kubeadm or kube-proxy configuration says, or else the smallest usual one
   * that holds what the manifests hold.
   *
   * @param cidrs {@code 10.42.0.0/16}
   */
  public ClusterConfig withPodCidr(String... cidrs) {
    List<StatedBlock> blocks = StatedBlock.of("pod CIDR", ImmutableList.copyOf(cidrs));
    return changed(copy -> copy.stated = copy.stated.withPods(blocks));
  }

  /**
   * The block that cluster IPs come from, or one of each IP family, the primary first. Without it
   * the block is what a kubeadm configuration or the ServiceCIDR {@code kubernetes} says, or else
   * the smallest usual one that holds what the manifests hold.
   *
   * @param cidrs {@code 10.43.0.0/16}
   */
  public ClusterConfig withServiceCidr(String... cidrs) {
    List<StatedBlock> blocks = StatedBlock.of("service CIDR", ImmutableList.copyOf(cidrs));
    return changed(copy -> copy.stated = copy.stated.withServices(blocks));
  }

  /** The version of kube-proxy: {@code 1.36}. */
  public ClusterConfig withKubernetesVersion(String version) {
    return changed(
        copy -> copy.kubeProxy = copy.kubeProxy.withVersion(KubernetesVersion.of(version)));
  }

  /** kube-proxy's mode: {@code iptables}, {@code nftables} or {@code ipvs}. */
  public ClusterConfig withMode(String mode) {
    return withMode(
        Mode.of(mode)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "mode '"
                            + mode
                            + "' is not modelled; modelled: iptables, nftables, ipvs")));
  }

  private ClusterConfig withMode(Mode mode) {
    return changed(copy -> copy.kubeProxy = copy.kubeProxy.withMode(mode));
  }

  /**
   * Sets kube-proxy up as a KubeProxyConfiguration says, the file that it reads itself.
   *
   * @param name what to call the text in errors
   * @param text the file's text
   */
  public ClusterConfig withKubeProxyConfiguration(String name, String text) {
    TextSource source = new TextSource(name, text);
    return changed(
        copy -> {
          copy.kubeProxy = KubeProxyConfigReader.read(source, copy.kubeProxy.version());
          copy.ofKubeProxy = Optional.of(KubeProxyConfigReader.clusterCidrs(source));
        });
  }

  /**
   * How pods hang on their nodes and reach those of others: {@code bridge}, as without this; {@code
   * routed}, a veth a pod and routes to it, without a bridge, as Calico and GKE have it; {@code
   * vpc}, the same with addresses of the nodes' own subnet, as aws-node has it.
   */
  public ClusterConfig withNetwork(String kind) {
    NetworkKind network =
        NetworkKind.of(kind)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "network '" + kind + "' is not modelled; modelled: bridge, routed, vpc"));
    return changed(copy -> copy.network = network);
  }

  /**
   * The blocks that pods reach with their own addresses, as ip-masq-agent and aws-node have them;
   * what pods send elsewhere leaves with their node's address. Without it, and for an IP family
   * without any, that is the pods' own block.
   *
   * @param cidrs {@code 10.0.0.0/8}; {@code 0.0.0.0/0} for no masquerading at all
   */
  public ClusterConfig withMasqueradeOutside(String... cidrs) {
    List<Cidr> blocks =
        Stream.of(cidrs).map(Cidr::of).distinct().collect(ImmutableList.toImmutableList());
    return changed(copy -> copy.unmasqueraded = blocks);
  }

  NetworkKind network() {
    return settings.network;
  }

  /** The bridges of the nodes give no packet back to the port that it came from. */
  public ClusterConfig withoutHairpin() {
    return changed(copy -> copy.hairpin = FabricConfig.Hairpin.OFF);
  }

  /**
   * Sets the cluster's DNS server up as a Corefile says, the file that CoreDNS itself reads.
   *
   * @param name what to call the text in errors
   * @param text the file's text
   */
  public ClusterConfig withCorefile(String name, String text) {
    Corefile corefile = Corefile.parse(text, name);
    return changed(copy -> copy.dns = copy.dns.withCorefile(corefile));
  }

  /**
   * Gives the world outside a name; without one it knows no names at all. A name has several
   * addresses after several calls.
   */
  public ClusterConfig withExternalName(String name, String ip) {
    return changed(copy -> copy.dns = copy.dns.withExternalName(name, IpAddress.of(ip)));
  }

  /**
   * The addresses that the DNS server itself has, which its NS records depend on. Without them they
   * are those of the first endpoint of the Service kube-dns.
   */
  public ClusterConfig withDnsServers(String... ips) {
    List<IpAddress> addresses =
        Stream.of(ips).map(IpAddress::of).collect(ImmutableList.toImmutableList());
    return changed(copy -> copy.dns = copy.dns.withAddresses(addresses));
  }

  /**
   * Puts rules that a real machine listed in the place of a node's own. Matches and targets that
   * are not modelled leave undecided what hangs on them.
   *
   * @param node the node
   * @param rules what iptables-save, ip6tables-save or nft list ruleset printed; a second call adds
   *     the rules of the other family
   */
  public ClusterConfig withRules(String node, String rules) {
    return withRules(node, new TextSource("rules of " + node, rules));
  }

  /** Puts the rules of a file in the place of a node's own, as those of a text. */
  public ClusterConfig withRules(String node, Path file) {
    return withRules(node, ManifestReader.source(file));
  }

  private ClusterConfig withRules(String node, TextSource source) {
    ImportedRules read = ImportedRules.read(source);
    Map<String, ImportedRules> all = new LinkedHashMap<>(settings.rules);
    all.merge(node, read, ImportedRules::and);
    return changed(copy -> copy.rules = ImmutableMap.copyOf(all));
  }

  /**
   * The interface to other nodes of the nodes whose rules were given; without it that which their
   * rules tell of.
   *
   * @param name {@code ens5}
   */
  public ClusterConfig withUplink(String name) {
    return withInterfaces(stated -> stated.withUplink(name));
  }

  /**
   * The interface of pods on the nodes whose rules were given: a bridge, or how the names of pods'
   * own veths begin; without it that which their rules tell of.
   *
   * @param name {@code cbr0}, or {@code cali+}
   */
  public ClusterConfig withPodInterfaces(String name) {
    return withInterfaces(stated -> stated.withPods(name));
  }

  /**
   * What a node's interfaces are called.
   *
   * @param node a node whose rules were given
   * @param listing what ip addr printed there, what ip route did, or both
   */
  public ClusterConfig withInterfaces(String node, String listing) {
    return withInterfaces(node, new TextSource("interfaces of " + node, listing));
  }

  /** What a node's interfaces are called, as a file lists them. */
  public ClusterConfig withInterfaces(String node, Path file) {
    return withInterfaces(node, ManifestReader.source(file));
  }

  private ClusterConfig withInterfaces(String node, TextSource source) {
    InterfaceListing listing = InterfaceListing.read(source);
    Map<String, InterfaceListing> all = new LinkedHashMap<>(settings.listings);
    all.put(node, listing);
    return changed(copy -> copy.listings = ImmutableMap.copyOf(all));
  }

  private ClusterConfig withInterfaces(UnaryOperator<StatedInterfaces> change) {
    return changed(copy -> copy.interfaces = change.apply(copy.interfaces));
  }

  /** The rules that were given for nodes. */
  Map<String, ImportedRules> rules() {
    return settings.rules;
  }

  /** The nodes whose interfaces were listed. */
  Set<String> listedNodes() {
    return settings.listings.keySet();
  }

  /** How the nodes are set up. */
  NodeSetup nodeSetup() {
    return new NodeSetup(
        kubeProxy(),
        rules(),
        settings.listings,
        settings.interfaces,
        settings.unmasqueraded,
        plan());
  }

  List<String> nodes() {
    return settings.nodes;
  }

  List<IpFamily> families() {
    return plan().families();
  }

  long seed() {
    return settings.seed;
  }

  KubeProxyConfig kubeProxy() {
    return settings.kubeProxy;
  }

  DnsConfig dns() {
    return settings.dns;
  }

  FabricConfig.Hairpin hairpin() {
    return settings.hairpin;
  }

  /** The blocks of pods' and Services' addresses. */
  AddressPlan plan() {
    return settings.plan;
  }

  ControlPlaneConfig controlPlane() {
    return ControlPlaneConfig.of(plan()).withNodes(nodes());
  }

  /** The options of the command {@code kubenet} that say the same; nodes are in the manifest. */
  public String options() {
    AddressPlan usual = AddressPlan.of(families());
    return "--mode "
        + kubeProxy().mode()
        + " --kubernetes-version "
        + kubeProxy().version()
        + " --seed "
        + seed()
        + (network() == NetworkKind.BRIDGE ? "" : " --network " + network())
        + option("--masquerade-outside", settings.unmasqueraded, ImmutableList.of())
        + option("--pod-cidr", plan().podCidrs(), usual.podCidrs())
        + option("--service-cidr", plan().serviceCidrs(), usual.serviceCidrs());
  }

  private static String option(String name, List<Cidr> cidrs, List<Cidr> usual) {
    return cidrs.equals(usual)
        ? ""
        : cidrs.stream().map(Cidr::toString).collect(joining(",", " " + name + " ", ""));
  }

  /** {@code iptables, Kubernetes 1.36, IPv4, seed 7}. */
  @Override
  public String toString() {
    return kubeProxy().mode()
        + ", Kubernetes "
        + kubeProxy().version()
        + ", "
        + String.join(" and ", families().stream().map(ClusterConfig::text).toList())
        + ", seed "
        + seed();
  }

  private static String text(IpFamily family) {
    return family == IpFamily.IPV4 ? "IPv4" : "IPv6";
  }

  /** This configuration with the blocks that it and the objects of a manifest tell of. */
  ClusterConfig fitting(Manifest manifest) {
    StatedPlan stated =
        settings.stated.and(
            StatedPlan.NONE.withPods(settings.ofKubeProxy.orElse(ImmutableList.of())));
    AddressPlan plan = AddressPlanner.plan(stated, families(), manifest);
    DetectLocal detectLocal =
        settings.ofKubeProxy.isPresent()
            ? kubeProxy().detectLocal()
            : new DetectLocal.ClusterCidr(plan.podCidrs());
    return changed(
        copy -> {
          copy.plan = plan;
          copy.kubeProxy = copy.kubeProxy.withDetectLocal(detectLocal);
        });
  }
}
