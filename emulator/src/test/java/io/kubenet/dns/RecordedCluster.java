package io.kubenet.dns;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Streams;
import com.google.common.io.Resources;
import io.kubenet.model.ClusterState;
import io.kubenet.model.EndpointSlice;
import io.kubenet.model.EndpointSlice.Endpoint;
import io.kubenet.model.Namespace;
import io.kubenet.model.ObjectName;
import io.kubenet.model.Pod;
import io.kubenet.model.PodDns;
import io.kubenet.model.PortReference;
import io.kubenet.model.Service;
import io.kubenet.model.ServicePort;
import io.kubenet.net.IpAddress;
import io.kubenet.net.IpFamily;
import io.kubenet.net.Protocol;
import java.io.IOException;
import java.net.URL;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The objects of a recording as they are written: what the API server of the recording held, with
 * no controller behind it.
 */
final class RecordedCluster {

  private RecordedCluster() {}

  static ClusterState read(URL manifest) throws IOException {
    ClusterState state = ClusterState.empty();
    YAMLMapper mapper = new YAMLMapper();
    try (MappingIterator<JsonNode> documents =
        mapper.readerFor(JsonNode.class).readValues(Resources.toString(manifest, UTF_8))) {
      for (JsonNode document : documents.readAll()) {
        state = with(state, document);
      }
    }
    return state;
  }

  private static ClusterState with(ClusterState state, JsonNode object) {
    return switch (object.path("kind").asText()) {
      case "Namespace" ->
          state.with(new Namespace(object.at("/metadata/name").asText(), ImmutableMap.of()));
      case "Service" -> state.with(service(object));
      case "Pod" -> state.with(pod(object));
      case "EndpointSlice" -> state.with(slice(object));
      default -> throw new IllegalArgumentException(object.path("kind") + " is not recorded");
    };
  }

  private static ObjectName name(JsonNode object) {
    return new ObjectName(
        object.at("/metadata/namespace").asText(), object.at("/metadata/name").asText());
  }

  private static Service service(JsonNode object) {
    JsonNode spec = object.path("spec");
    return new Service(
        name(object),
        ImmutableMap.of(),
        ImmutableMap.of(),
        switch (spec.path("type").asText()) {
          case "ExternalName" -> Service.Type.EXTERNAL_NAME;
          case "NodePort" -> Service.Type.NODE_PORT;
          case "LoadBalancer" -> Service.Type.LOAD_BALANCER;
          default -> Service.Type.CLUSTER_IP;
        },
        texts(spec.path("clusterIPs")).stream()
            .filter(ip -> !ip.equals("None"))
            .map(IpAddress::of)
            .toList(),
        List.of(),
        Streams.stream(spec.path("ports")).map(RecordedCluster::servicePort).toList(),
        ImmutableMap.of(),
        List.of(),
        Service.LoadBalancer.NONE,
        Service.TrafficPolicy.CLUSTER,
        Service.TrafficPolicy.CLUSTER,
        OptionalInt.empty(),
        spec.path("publishNotReadyAddresses").asBoolean(),
        Optional.empty(),
        text(spec.path("externalName")));
  }

  private static ServicePort servicePort(JsonNode port) {
    return new ServicePort(
        port.path("name").asText(),
        Protocol.valueOf(port.path("protocol").asText()),
        port.path("port").asInt(),
        new PortReference.Numbered(port.path("port").asInt()),
        0);
  }

  private static Pod pod(JsonNode object) {
    JsonNode status = object.path("status");
    List<IpAddress> ips =
        status.hasNonNull("podIP")
            ? List.of(IpAddress.of(status.path("podIP").asText()))
            : List.of();
    return new Pod(
        name(object),
        ImmutableMap.of(),
        text(object.at("/spec/nodeName")),
        ips,
        object.at("/spec/hostNetwork").asBoolean(),
        Pod.Phase.valueOf(
            status.path("phase").asText("Running").toUpperCase(java.util.Locale.ROOT)),
        true,
        object.at("/metadata").hasNonNull("deletionTimestamp"),
        List.of(),
        text(object.at("/spec/hostname")),
        text(object.at("/spec/subdomain")),
        PodDns.CLUSTER_FIRST);
  }

  private static EndpointSlice slice(JsonNode object) {
    return new EndpointSlice(
        name(object),
        text(object.path("metadata").path("labels").path("kubernetes.io/service-name"))
            .map(service -> new ObjectName(name(object).namespace(), service)),
        object.path("addressType").asText().equals("IPv6") ? IpFamily.IPV6 : IpFamily.IPV4,
        Streams.stream(object.path("ports")).map(RecordedCluster::slicePort).toList(),
        Streams.stream(object.path("endpoints")).map(RecordedCluster::endpoint).toList());
  }

  private static EndpointSlice.Port slicePort(JsonNode port) {
    return new EndpointSlice.Port(
        port.path("name").asText(),
        Protocol.valueOf(port.path("protocol").asText("TCP")),
        port.hasNonNull("port") ? OptionalInt.of(port.path("port").asInt()) : OptionalInt.empty());
  }

  private static Endpoint endpoint(JsonNode endpoint) {
    return new Endpoint(
        texts(endpoint.path("addresses")).stream().map(IpAddress::of).toList(),
        endpoint.at("/conditions/ready").asBoolean(true),
        true,
        false,
        text(endpoint.path("hostname")),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        List.of(),
        Optional.empty(),
        texts(endpoint.path("addresses")).stream()
            .filter(text -> !IpAddress.of(text).toString().equals(text))
            .collect(ImmutableMap.toImmutableMap(IpAddress::of, text -> text)));
  }

  private static Optional<String> text(JsonNode node) {
    return node.isTextual() ? Optional.of(node.asText()) : Optional.empty();
  }

  private static ImmutableList<String> texts(JsonNode array) {
    return Streams.stream(array).map(JsonNode::asText).collect(ImmutableList.toImmutableList());
  }
}
