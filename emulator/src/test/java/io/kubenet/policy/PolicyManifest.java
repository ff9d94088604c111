package io.kubenet.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Streams;
import io.kubenet.model.ClusterState;
import io.kubenet.model.ContainerPort;
import io.kubenet.model.LabelSelector;
import io.kubenet.model.Namespace;
import io.kubenet.model.NetworkPolicy;
import io.kubenet.model.Node;
import io.kubenet.model.ObjectName;
import io.kubenet.model.Pod;
import io.kubenet.model.PodDns;
import io.kubenet.model.PortReference;
import io.kubenet.model.Service;
import io.kubenet.model.ServicePort;
import io.kubenet.net.Cidr;
import io.kubenet.net.IpAddress;
import io.kubenet.net.IpFamily;
import io.kubenet.net.Protocol;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/**
 * Manifests of nodes, namespaces, pods and NetworkPolicies as a state, as far as tests use them.
 */
final class PolicyManifest {

  private PolicyManifest() {}

  static ClusterState read(String yaml) {
    ClusterState state = ClusterState.empty();
    YAMLMapper mapper = new YAMLMapper();
    try (var documents = mapper.readerFor(JsonNode.class).<JsonNode>readValues(yaml)) {
      while (documents.hasNext()) {
        state = add(state, documents.next());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return state;
  }

  private static ClusterState add(ClusterState state, JsonNode object) {
    String kind = object.path("kind").asText();
    return switch (kind) {
      case "Namespace" -> state.with(namespace(object));
      case "Node" -> state.with(node(object));
      case "Pod" -> state.with(pod(object));
      case "Service" -> state.with(service(object));
      case "NetworkPolicy" -> state.with(policy(object));
      default -> throw new IllegalArgumentException("kind " + kind);
    };
  }

  private static Namespace namespace(JsonNode object) {
    String name = object.at("/metadata/name").asText();
    Map<String, String> labels =
        ImmutableMap.<String, String>builder()
            .putAll(strings(object.at("/metadata/labels")))
            .put("kubernetes.io/metadata.name", name)
            .buildKeepingLast();
    return new Namespace(name, labels);
  }

  private static Node node(JsonNode object) {
    return new Node(
        object.at("/metadata/name").asText(),
        strings(object.at("/metadata/labels")),
        list(object.at("/status/addresses"), a -> IpAddress.of(a.path("address").asText())),
        list(object.at("/spec/podCIDRs"), cidr -> Cidr.of(cidr.asText())),
        true,
        false,
        ImmutableList.of(),
        ImmutableMap.of());
  }

  private static Pod pod(JsonNode object) {
    return new Pod(
        name(object),
        strings(object.at("/metadata/labels")),
        optional(object.at("/spec/nodeName"), JsonNode::asText),
        list(object.at("/status/podIPs"), ip -> IpAddress.of(ip.path("ip").asText())),
        object.at("/spec/hostNetwork").asBoolean(false),
        Pod.Phase.valueOf(object.at("/status/phase").asText("Running").toUpperCase(Locale.ROOT)),
        true,
        false,
        Streams.stream(object.at("/spec/containers"))
            .flatMap(container -> list(container.path("ports"), PolicyManifest::port).stream())
            .collect(ImmutableList.toImmutableList()),
        Optional.empty(),
        Optional.empty(),
        PodDns.CLUSTER_FIRST);
  }

  private static ContainerPort port(JsonNode port) {
    return new ContainerPort(
        port.path("name").asText(""),
        port.path("containerPort").asInt(),
        Protocol.valueOf(port.path("protocol").asText("TCP")),
        Optional.empty(),
        Optional.empty());
  }

  private static Service service(JsonNode object) {
    JsonNode spec = object.path("spec");
    return new Service(
        name(object),
        ImmutableMap.of(),
        ImmutableMap.of(),
        Service.Type.CLUSTER_IP,
        ImmutableList.of(IpAddress.of(spec.path("clusterIP").asText())),
        ImmutableList.of(IpFamily.IPV4),
        list(spec.path("ports"), PolicyManifest::servicePort),
        strings(spec.path("selector")),
        ImmutableList.of(),
        Service.LoadBalancer.NONE,
        Service.TrafficPolicy.CLUSTER,
        Service.TrafficPolicy.CLUSTER,
        OptionalInt.empty(),
        false,
        Optional.empty(),
        Optional.empty());
  }

  private static ServicePort servicePort(JsonNode port) {
    return new ServicePort(
        "",
        Protocol.TCP,
        port.path("port").asInt(),
        reference(port.has("targetPort") ? port.path("targetPort") : port.path("port")),
        0);
  }

  private static NetworkPolicy policy(JsonNode object) {
    JsonNode spec = object.path("spec");
    List<String> types = list(spec.path("policyTypes"), JsonNode::asText);
    boolean isEgress = types.contains("Egress") || (types.isEmpty() && spec.has("egress"));
    boolean isIngress = types.contains("Ingress") || types.isEmpty();
    return new NetworkPolicy(
        name(object),
        selector(spec.path("podSelector")),
        isIngress ? Optional.of(rules(spec.path("ingress"), "from")) : Optional.empty(),
        isEgress ? Optional.of(rules(spec.path("egress"), "to")) : Optional.empty());
  }

  private static List<NetworkPolicy.Rule> rules(JsonNode rules, String peers) {
    return list(
        rules,
        rule ->
            new NetworkPolicy.Rule(
                list(rule.path(peers), PolicyManifest::peer),
                list(rule.path("ports"), PolicyManifest::policyPort)));
  }

  private static NetworkPolicy.Peer peer(JsonNode peer) {
    if (peer.has("ipBlock")) {
      JsonNode block = peer.path("ipBlock");
      return new NetworkPolicy.IpBlock(
          Cidr.of(block.path("cidr").asText()),
          list(block.path("except"), cidr -> Cidr.of(cidr.asText())));
    }
    return new NetworkPolicy.PodPeer(
        optional(peer.path("namespaceSelector"), PolicyManifest::selector),
        optional(peer.path("podSelector"), PolicyManifest::selector));
  }

  private static NetworkPolicy.Port policyPort(JsonNode port) {
    JsonNode end = port.path("endPort");
    return new NetworkPolicy.Port(
        Protocol.valueOf(port.path("protocol").asText("TCP")),
        optional(port.path("port"), PolicyManifest::reference),
        end.isInt() ? OptionalInt.of(end.asInt()) : OptionalInt.empty());
  }

  private static PortReference reference(JsonNode port) {
    return port.isInt()
        ? new PortReference.Numbered(port.asInt())
        : new PortReference.Named(port.asText());
  }

  private static LabelSelector selector(JsonNode selector) {
    return new LabelSelector(
        strings(selector.path("matchLabels")),
        list(
            selector.path("matchExpressions"),
            expression ->
                new LabelSelector.Requirement(
                    expression.path("key").asText(),
                    LabelSelector.Operator.of(expression.path("operator").asText()).orElseThrow(),
                    list(expression.path("values"), JsonNode::asText))));
  }

  private static ObjectName name(JsonNode object) {
    JsonNode metadata = object.path("metadata");
    return new ObjectName(metadata.path("namespace").asText(), metadata.path("name").asText());
  }

  private static Map<String, String> strings(JsonNode node) {
    return node.properties().stream()
        .collect(ImmutableMap.toImmutableMap(Map.Entry::getKey, e -> e.getValue().asText()));
  }

  private static <T> List<T> list(JsonNode node, Function<JsonNode, T> read) {
    return Streams.stream(node).map(read).collect(ImmutableList.toImmutableList());
  }

  private static <T> Optional<T> optional(JsonNode node, Function<JsonNode, T> read) {
    return node.isMissingNode() || node.isNull() ? Optional.empty() : Optional.of(read.apply(node));
  }
}
