package io.kubenet.kubeproxy.config;

import com.google.common.collect.ImmutableList;
import io.kubenet.addressing.StatedBlock;
import io.kubenet.manifest.FieldPath;
import io.kubenet.manifest.LocatedTree;
import io.kubenet.manifest.ManifestException;
import io.kubenet.manifest.Place;
import io.kubenet.manifest.TextSource;
import io.kubenet.model.KubernetesVersion;
import io.kubenet.net.Cidr;
import java.util.List;

/**
 * Reads kube-proxy's own configuration file: KubeProxyConfiguration v1alpha1. What the file leaves
 * out is as kube-proxy has it by default.
 */
public final class KubeProxyConfigReader {

  private static final String API_VERSION = "kubeproxy.config.k8s.io/v1alpha1";
  private static final String KIND = "KubeProxyConfiguration";

  private final LocatedTree file;
  private final KubernetesVersion version;

  private KubeProxyConfigReader(LocatedTree file, KubernetesVersion version) {
    this.file = file;
    this.version = version;
  }

  /**
   * Reads a file for kube-proxies of a version.
   *
   * @throws ManifestException if it has what is unknown, or not modelled
   */
  public static KubeProxyConfig read(TextSource source, KubernetesVersion version) {
    List<LocatedTree> documents = source.documents();
    if (documents.size() != 1) {
      String found = "must hold one " + KIND + ", holds " + documents.size() + " documents";
      throw new ManifestException(new Place(source.name(), 1), FieldPath.ROOT, found);
    }
    return new KubeProxyConfigReader(documents.get(0), version).read();
  }

  /** The blocks that a file, which has been read, says all Pods' addresses to come from. */
  public static List<StatedBlock> clusterCidrs(TextSource source) {
    return StatedBlock.in(source.documents().get(0).get("clusterCIDR"));
  }

  private KubeProxyConfig read() {
    requireText("apiVersion", API_VERSION);
    requireText("kind", KIND);
    ConfigFields.check(file);
    ConfigLimits.check(file, version);
    DetectLocal detectLocal = detectLocal();
    try {
      return new KubeProxyConfig(
          mode(),
          iptables(),
          masquerading("nftables"),
          new IpvsReader(file.get("ipvs")).read(),
          detectLocal,
          nodePortAddresses(),
          version);
    } catch (IllegalArgumentException e) {
      Place place = file.get("detectLocalMode").place();
      throw new ManifestException(place, FieldPath.ROOT, e.getMessage());
    }
  }

  private void requireText(String field, String expected) {
    LocatedTree tree = file.get(field);
    if (!tree.text().equals(expected)) {
      throw tree.error("must be '" + expected + "', is '" + tree.text() + "'");
    }
  }

  private Mode mode() {
    LocatedTree mode = file.get("mode");
    return Mode.of(mode.optionalText().orElse(""))
        .orElseThrow(
            () ->
                mode.error(
                    "'" + mode.text() + "' is not modelled; modelled: iptables, nftables, ipvs"));
  }

  private IptablesSettings iptables() {
    LocatedTree iptables = file.get("iptables");
    return new IptablesSettings(
        masquerading("iptables"),
        iptables.get("localhostNodePorts").optionalTruth().orElse(true),
        IptablesSettings.DEFAULT.hasAccounting(),
        file.get("conntrack").get("tcpBeLiberal").optionalTruth().orElse(false));
  }

  private Masquerading masquerading(String section) {
    LocatedTree settings = file.get(section);
    LocatedTree bit = settings.get("masqueradeBit");
    int number = bit.optionalInteger().orElse(Masquerading.DEFAULT.bit());
    if (number < 0 || number > 31) {
      throw bit.error("must be 0 to 31, is " + number);
    }
    return new Masquerading(settings.get("masqueradeAll").optionalTruth().orElse(false), number);
  }

  private DetectLocal detectLocal() {
    LocatedTree mode = file.get("detectLocalMode");
    String name = mode.optionalText().orElse("");
    return switch (name) {
      case "", "ClusterCIDR" -> clusterCidrs();
      case "NodeCIDR" -> new DetectLocal.NodeCidr();
      case "BridgeInterface" -> new DetectLocal.BridgeInterface(detectLocal("bridgeInterface"));
      case "InterfaceNamePrefix" ->
          new DetectLocal.InterfaceNamePrefix(detectLocal("interfaceNamePrefix"));
      default ->
          throw mode.error(
              "'"
                  + name
                  + "' is unknown; known: ClusterCIDR, NodeCIDR, BridgeInterface,"
                  + " InterfaceNamePrefix");
    };
  }

  /** A setting that the mode needs. */
  private String detectLocal(String field) {
    LocatedTree mode = file.get("detectLocalMode");
    return file.get("detectLocal")
        .get(field)
        .optionalText()
        .filter(name -> !name.isEmpty())
        .orElseThrow(
            () -> mode.error("'" + mode.text() + "' needs detectLocal." + field + ", not set"));
  }

  private DetectLocal clusterCidrs() {
    return new DetectLocal.ClusterCidr(
        StatedBlock.in(file.get("clusterCIDR")).stream().map(StatedBlock::block).toList());
  }

  private NodePortAddresses nodePortAddresses() {
    LocatedTree addresses = file.get("nodePortAddresses");
    if (addresses.texts().equals(ImmutableList.of("primary"))) {
      return NodePortAddresses.PRIMARY;
    }
    if (addresses.texts().contains("primary")) {
      throw addresses.error("can't use both 'primary' and CIDRs");
    }
    return new NodePortAddresses(
        /* isPrimary= */ false,
        addresses.items().stream()
            .map(item -> cidr(item, item.text()))
            .collect(ImmutableList.toImmutableList()));
  }

  private static Cidr cidr(LocatedTree place, String text) {
    try {
      return Cidr.of(text);
    } catch (IllegalArgumentException e) {
      throw place.error(e.getMessage());
    }
  }
}
