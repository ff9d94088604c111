package io.kubenet.controlplane.writer;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;
import io.kubenet.controlplane.endpoints.ManagedSlice;
import io.kubenet.manifest.ManifestObject;
import io.kubenet.model.EndpointSlice;
import io.kubenet.model.EndpointSlice.Endpoint;
import io.kubenet.model.ObjectName;
import io.kubenet.net.IpFamily;
import java.util.List;
import java.util.Optional;

/** Writes down EndpointSlices. */
public final class SliceWriter {

  private static final String SERVICE_LABEL = "kubernetes.io/service-name";

  private SliceWriter() {}

  /**
   * A slice as its controller has made it.
   *
   * @param sent what somebody sent of it
   */
  public static ManifestObject written(ManagedSlice managed, Optional<ManifestObject> sent) {
    EndpointSlice slice = managed.slice();
    ManifestObject object =
        WrittenObject.of("discovery.k8s.io/v1", "EndpointSlice", slice.name(), sent);
    ObjectNode tree = object.tree();
    ObjectNode labels = tree.withObject("/metadata/labels");
    if (!managed.manager().isEmpty()) {
      labels.put(ManagedSlice.LABEL, managed.manager());
    }
    slice.service().ifPresent(service -> labels.put(SERVICE_LABEL, service.name()));
    tree.put("addressType", slice.family() == IpFamily.IPV4 ? "IPv4" : "IPv6");
    tree.remove(ImmutableList.of("endpoints", "ports"));
    slice.endpoints().forEach(e -> put(tree.withArray("/endpoints").addObject(), e));
    slice.ports().forEach(port -> put(tree.withArray("/ports").addObject(), port));
    return object;
  }

  private static void put(ObjectNode tree, EndpointSlice.Port port) {
    tree.put("name", port.name());
    port.number().ifPresent(number -> tree.put("port", number));
    tree.put("protocol", port.protocol().name());
  }

  private static void put(ObjectNode tree, Endpoint endpoint) {
    ArrayNode addresses = tree.putArray("addresses");
    endpoint.addresses().forEach(address -> addresses.add(endpoint.spelling(address)));
    tree.putObject("conditions")
        .put("ready", endpoint.isReady())
        .put("serving", endpoint.isServing())
        .put("terminating", endpoint.isTerminating());
    endpoint.hostname().ifPresent(name -> tree.put("hostname", name));
    endpoint.nodeName().ifPresent(node -> tree.put("nodeName", node));
    endpoint.zone().ifPresent(zone -> tree.put("zone", zone));
    putHints(tree, "forZones", endpoint.hintedZones());
    putHints(tree, "forNodes", endpoint.hintedNodes());
    endpoint.pod().ifPresent(pod -> putTarget(tree.putObject("targetRef"), pod));
  }

  private static void putHints(ObjectNode tree, String field, List<String> names) {
    if (!names.isEmpty()) {
      ArrayNode hints = tree.withObject("/hints").putArray(field);
      names.forEach(name -> hints.addObject().put("name", name));
    }
  }

  private static void putTarget(ObjectNode target, ObjectName pod) {
    target.put("kind", "Pod").put("namespace", pod.namespace()).put("name", pod.name());
  }
}
