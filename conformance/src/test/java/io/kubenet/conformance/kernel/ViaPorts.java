package io.kubenet.conformance.kernel;

import io.kubenet.model.Node;
import io.kubenet.net.IpAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The source ports by which an external host chooses the node that its packets for an address of no
 * node go to: each node has a range, so that connections by several nodes can live side by side.
 */
final class ViaPorts {

  private static final int FIRST = 2000;
  private static final int RANGE = 5000;

  private final List<Node> nodes;
  private final Map<String, Integer> taken = new LinkedHashMap<>();

  /** The ports of up to six nodes. */
  ViaPorts(List<Node> nodes) {
    this.nodes = nodes;
  }

  /** Has the host's packets from each range routed by its node. */
  void route(Namespace host) {
    for (int i = 0; i < nodes.size(); i++) {
      int table = 100 + i;
      String rule = "sport " + first(i) + "-" + (first(i) + RANGE - 1) + " lookup " + table;
      for (IpAddress router : nodes.get(i).internalIps()) {
        String family = router.isIpv4() ? "-4" : "-6";
        host.run(
            "", "ip", family, "route", "add", "default", "via", router + "", "table", table + "");
        host.run("", ("ip " + family + " rule add " + rule).split(" "));
      }
    }
  }

  /** A port whose packets go by a node; not one that was taken lately. */
  int next(String node) {
    List<String> names = nodes.stream().map(Node::name).toList();
    int count = taken.merge(node, 1, Integer::sum);
    return first(names.indexOf(node)) + count % RANGE;
  }

  private static int first(int index) {
    return FIRST + index * RANGE;
  }
}
