/**
 * A Kubernetes network inside one JVM, for tests.
 *
 * <p>Three nouns say it all: a {@link io.kubenet.Cluster} makes a {@link io.kubenet.Connection},
 * which holds a {@link io.kubenet.trace.Trace} of its request and one of its reply. Time adds a
 * fourth: a {@link io.kubenet.timeline.Timeline} tells what a change costs while it happens.
 *
 * <pre>{@code
 * Cluster cluster = KubeNet.load(ClusterConfig.iptables(), Path.of("shop.yaml"));
 *
 * Connection connection = cluster.pod("shop/client").connectTo("api.shop", 80);
 *
 * connection.isEstablished(); // whether a reply came home
 * connection.endpoint(); // the pod that served it
 * connection.clientIp(); // the address that the pod saw
 * connection.request(); // every hop, and every rule that decided something
 * }</pre>
 *
 * <h2>Clusters</h2>
 *
 * <p>{@link io.kubenet.KubeNet#load(ClusterConfig, java.nio.file.Path...) KubeNet.load} reads
 * manifests and completes them as a control plane does. {@link io.kubenet.ClusterConfig} says what
 * manifests do not: the mode and the version of the kube-proxies, the nodes, the address blocks and
 * the seed of chance. {@link io.kubenet.Manifests} collects manifests of several sources.
 *
 * <p>What a cluster can tell of itself:
 *
 * <ul>
 *   <li>{@link io.kubenet.Cluster#diagnose()}: what is wrong or suspicious in it
 *   <li>{@link io.kubenet.Cluster#ignored()}: which objects networking does not read
 *   <li>{@link io.kubenet.Cluster#rules(String)}: the rules of a node, as its own tool lists them
 *   <li>{@link io.kubenet.Cluster#conntrack(String)}: the connections that a node follows
 *   <li>{@link io.kubenet.Cluster#manifest()}: a manifest that makes the same cluster
 *   <li>{@link io.kubenet.Cluster#placeOf(String)}: the file and the line of an object
 * </ul>
 *
 * <p>What can be done to it; these verbs return the cluster, so that a story chains:
 *
 * <ul>
 *   <li>to objects: {@code apply}, {@code delete}, {@code patch}, {@code label}, {@code scale}
 *   <li>to pods: {@code markReady}, {@code markUnready}, {@code terminate}
 *   <li>to nodes: {@code cordon}, {@code uncordon}, {@code failNode}, {@code recoverNode}
 *   <li>to kube-proxies: {@code pauseKubeProxy}, {@code resumeKubeProxy}
 *   <li>to virtual time: {@code advance}
 * </ul>
 *
 * <h2>Connections</h2>
 *
 * <p>A connection begins at a {@link io.kubenet.Host}: {@link io.kubenet.Cluster#pod(String)},
 * {@link io.kubenet.Cluster#node(String)} or {@link io.kubenet.Cluster#externalHost(String)}.
 *
 * <ul>
 *   <li>{@code connectTo} follows one path, which the seed chooses
 *   <li>{@code everyConnectionTo} follows all paths, each with its exact probability: {@link
 *       io.kubenet.Connections}
 *   <li>{@code sample} makes many connections one after the other: {@link io.kubenet.Sample}
 *   <li>{@code open} keeps one open, to see what a change does to it: {@link
 *       io.kubenet.OpenConnection}
 * </ul>
 *
 * <p>{@link io.kubenet.Cluster#reachability()} asks for all pods and all targets at once, {@link
 * io.kubenet.Cluster#traffic(java.util.List)} for all connections that people make.
 *
 * <h2>Time</h2>
 *
 * <p>At rest, every change is known everywhere at once. {@link io.kubenet.Cluster#timeline(Script,
 * io.kubenet.time.Delays, Load...) Cluster.timeline} runs a {@link io.kubenet.Script} of changes
 * under {@link io.kubenet.time.Delays}, while a {@link io.kubenet.Load} sends requests, and sums up
 * exactly what is lost. Nothing sleeps.
 */
package io.kubenet;
