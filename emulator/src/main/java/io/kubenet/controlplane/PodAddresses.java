package io.kubenet.controlplane;

import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ListMultimap;
import io.kubenet.controlplane.reader.PodReader;
import io.kubenet.manifest.ManifestObject;
import io.kubenet.net.IpAddress;
import java.util.List;
import java.util.Set;

/**
 * The addresses that Pods of a manifest have already.
 *
 * @param byNode the addresses by the names of nodes; of Pods with a network of their own
 * @param all the addresses
 */
record PodAddresses(ListMultimap<String, IpAddress> byNode, Set<IpAddress> all) {

  static PodAddresses in(List<ManifestObject> objects) {
    ImmutableListMultimap.Builder<String, IpAddress> byNode = ImmutableListMultimap.builder();
    ImmutableSet.Builder<IpAddress> all = ImmutableSet.builder();
    for (ManifestObject object : objects) {
      if (object.kind().equals("Pod")) {
        List<IpAddress> ips = PodReader.ips(object.located().get("status"));
        all.addAll(ips);
        if (!object.tree().path("spec").path("hostNetwork").asBoolean()) {
          byNode.putAll(object.tree().path("spec").path("nodeName").asText(), ips);
        }
      }
    }
    return new PodAddresses(byNode.build(), all.build());
  }
}
