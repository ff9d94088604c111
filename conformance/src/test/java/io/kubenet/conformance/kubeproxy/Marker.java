package io.kubenet.conformance.kubeproxy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubenet.net.IpFamily;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A Service whose port tells a generation: as soon as there are rules of it, what came before it
 * has been written.
 *
 * @param families its families
 */
record Marker(List<IpFamily> families) {

  private static final String NAMESPACE = "kube-system";
  private static final String NAME = "marker";
  private static final int PLACE = 99;

  static boolean isOf(ApiObject object) {
    return object.namespace().equals(NAMESPACE);
  }

  /** Found in every listing with its endpoints: {@code marker:g1 ->} and {@code marker/tcp/g1}. */
  static Pattern pattern(int generation) {
    return Pattern.compile(NAME + "(:g" + generation + " ->|/tcp/g" + generation + "\\b)");
  }

  List<ApiObject> objects(int generation) {
    ApiObject service = ApiObject.of("v1", "Service", NAMESPACE, NAME);
    ObjectNode spec = service.json().putObject("spec").put("type", "ClusterIP");
    ArbitraryService.writeAddresses(spec, PLACE, families);
    writePort(spec.putArray("ports").addObject(), generation);
    spec.put("sessionAffinity", "None").put("internalTrafficPolicy", "Cluster");
    List<ApiObject> objects = new ArrayList<>(List.of(service));
    for (IpFamily family : families) {
      ApiObject slice = ArbitrarySlices.empty(service, family, 0);
      writePort(slice.json().withArray("/ports").addObject(), generation);
      ObjectNode endpoint = slice.json().withArray("/endpoints").addObject();
      endpoint.putArray("addresses").add(ArbitraryNodes.podIp(family, 1, PLACE));
      objects.add(slice);
    }
    return objects;
  }

  private static void writePort(ObjectNode port, int generation) {
    port.put("name", "g" + generation).put("protocol", "TCP").put("port", 9999);
  }
}
