package io.kubenet.examples.article;

import java.util.stream.Collector;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The cluster that the article's author asks about: thousands of nodes, tens of thousands of
 * Services. Each Service has one pod, on the nodes in turn; each tenth has a node port, and leaves
 * it to the nodes of its pods, for there are but 2,768 node ports.
 *
 * @param nodes how many nodes: 1 to 8,000
 * @param services how many Services: at most five for each node
 */
record LargeCluster(int nodes, int services) {

  private static final String NODE =
      """
      apiVersion: v1
      kind: Node
      metadata: {name: node%1$d}
      spec: {podCIDR: %2$s/29, podCIDRs: [%2$s/29]}
      status:
        addresses: [{type: InternalIP, address: %3$s}]
        conditions: [{type: Ready, status: "True"}]
      """;

  private static final String POD =
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: pod%1$d, labels: {app: app%1$d}}
      spec: {nodeName: node%2$d, containers: [{name: app, image: app, ports: [{containerPort: 80}]}]}
      """;

  private static final String CLUSTER_IP =
      """
      apiVersion: v1
      kind: Service
      metadata: {name: service%1$d}
      spec: {selector: {app: app%1$d}, ports: [{port: 80}]}
      """;

  private static final String NODE_PORT =
      """
      apiVersion: v1
      kind: Service
      metadata: {name: service%1$d}
      spec:
        type: NodePort
        externalTrafficPolicy: Local
        selector: {app: app%1$d}
        ports: [{port: 80, nodePort: %2$d}]
      """;

  /** Its manifest. */
  String manifest() {
    return IntStream.range(0, nodes).mapToObj(LargeCluster::node).collect(documents())
        + IntStream.range(0, services).mapToObj(this::pod).collect(documents())
        + IntStream.range(0, services).mapToObj(LargeCluster::service).collect(documents());
  }

  /** The node of a Service's only pod. */
  String nodeOf(int service) {
    return "node" + service % nodes;
  }

  /** The node port of a Service; each tenth has one. */
  static int nodePort(int service) {
    return 30_000 + service / 10;
  }

  private static Collector<CharSequence, ?, String> documents() {
    return Collectors.joining("---\n", "", "---\n");
  }

  private static String node(int index) {
    int block = index * 8;
    return NODE.formatted(
        index,
        "10.244.%d.%d".formatted(block / 256, block % 256),
        "192.168.%d.%d".formatted(index / 200, index % 200 + 11));
  }

  private String pod(int index) {
    return POD.formatted(index, index % nodes);
  }

  private static String service(int index) {
    return index % 10 == 0
        ? NODE_PORT.formatted(index, nodePort(index))
        : CLUSTER_IP.formatted(index);
  }
}
