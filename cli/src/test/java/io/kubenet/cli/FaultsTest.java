package io.kubenet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Faults that people met in clusters, each with what is told of it. */
class FaultsTest {

  private static Path folder(String name) {
    try {
      return Path.of(
          Objects.requireNonNull(FaultsTest.class.getResource("/faults/" + name)).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("no folder of a fault: " + name, e);
    }
  }

  private static String run(String name, String command, String file, String... more) {
    Path folder = folder(name);
    String[] arguments = new String[3 + more.length];
    arguments[0] = command;
    arguments[1] = "-f";
    arguments[2] = folder.resolve(file).toString();
    System.arraycopy(more, 0, arguments, 3, more.length);
    CommandRun run = CommandRun.of(arguments);
    return (run.out() + run.err()).replace(folder + "/", "");
  }

  private static String diagnose(String name, String file) {
    return run(name, "diagnose", file);
  }

  /** nets-04-statefulset-service-name. */
  @Test
  void statefulSetsServiceThatIsNotThere() {
    assertThat(diagnose("nets-04-statefulset-service-name", "cluster.yaml"))
        .isEqualTo(
            """
            cluster.yaml:10: warning: StatefulSet default/database spec.serviceName: there is no Service 'database' in namespace 'default': its pods have no names [stateful-set-service-name]
                did you mean 'db-svc', which selects its pods?
            1 found: errors 0, warnings 1
            """);
  }

  /** nets-09-headless-target-port. */
  @Test
  void headlessServiceTranslatesNoPort() {
    assertThat(diagnose("nets-09-headless-target-port", "cluster.yaml"))
        .isEqualTo(
            """
            cluster.yaml:4: warning: Service default/web spec.ports[0].port: is headless: port 80 is not translated to 8080 [headless-port-not-translated]
                have clients ask for port 8080, or give the Service a cluster IP
            1 found: errors 0, warnings 1
            """);
  }

  /** nets-22-external-name-in-cluster. */
  @Test
  void externalNamesInTheCluster() {
    assertThat(diagnose("nets-22-external-name-in-cluster", "cluster.yaml"))
        .isEqualTo(
            """
            cluster.yaml:18: warning: Service default/alias spec.ports[0]: ports of an ExternalName Service mean nothing: clients reach Service prod/api, which has no port 9000: its ports are 80/TCP [external-name-ports]
                ask for the port that is served there, or use a Service with EndpointSlices
            cluster.yaml:28: warning: Service default/ip spec.externalName: externalName 203.0.113.7 is an address, and is taken for a host name [external-name-is-address]
                use a Service without selector and an EndpointSlice with this address
            cluster.yaml:23: warning: Service default/short spec.externalName: externalName 'api.prod' is asked for as it stands, without search domains [external-name-is-short]
                write the whole name: api.prod.svc.cluster.local
            3 found: errors 0, warnings 3
            """);
  }

  /** services-04-diagnose-blames-other-pods. */
  @Test
  void serviceWithoutSelectorBlamesNoPods() {
    assertThat(diagnose("services-04-diagnose-blames-other-pods", "manifest.yaml"))
        .isEqualTo(
            """
            manifest.yaml:14: error: Service lab/ext spec.selector: has no selector, and no EndpointSlice is labelled kubernetes.io/service-name=ext [no-endpoint-slice]
                add a selector, or an EndpointSlice with this label
            1 found: errors 1, warnings 0
            """);
    assertThat(diagnose("services-04-diagnose-blames-other-pods", "with-slice.yaml"))
        .isEqualTo(
            """
            with-slice.yaml:14: error: Service lab/ext spec.selector: the only endpoint of EndpointSlice ext-1, 192.168.0.201, is not ready [no-ready-endpoint]
                see why: who writes the EndpointSlice says there what is ready
            1 found: errors 1, warnings 0
            """);
  }

  /** services-05-two-services-one-external-ip. */
  @Test
  void twoServicesWithOneExternalIp() {
    assertThat(diagnose("services-05-two-services-one-external-ip", "manifest.yaml"))
        .isEqualTo(
            """
            manifest.yaml:25: error: Service lab/green spec.externalIPs: Service lab/blue (manifest.yaml:12) has TCP 198.51.100.7:80 too: on each node one of the two gets what comes there, and chance decides which [shared-service-address]
                give one of them another address or port
            1 found: errors 1, warnings 0
            """);
  }

  /** services-06-slice-port-name-mismatch. */
  @Test
  void slicesPortOfAnotherName() {
    assertThat(diagnose("services-06-slice-port-name-mismatch", "manifest.yaml"))
        .isEqualTo(
            """
            manifest.yaml:11: error: Service lab/mail spec.ports[0]: no EndpointSlice of it has a port named '' (unnamed) for TCP; mail-1 has 'http' TCP [slice-port-name]
                give both the same name and protocol: kube-proxy joins them by these
            1 found: errors 1, warnings 0
            """);
  }

  /** services-07-selector-of-finished-pods. */
  @Test
  void selectorOfPodsThatHaveEnded() {
    assertThat(diagnose("services-07-selector-of-finished-pods", "manifest.yaml"))
        .isEqualTo(
            """
            manifest.yaml:28: error: Service lab/web spec.selector: its pods have ended: done Succeeded, old Failed [pods-have-ended]
                see why they ended; pods that have ended are no endpoints
            1 found: errors 1, warnings 0
            """);
  }

  /** services-08-external-name. */
  @Test
  void externalNameOfAnAddressAndOfAnotherPort() {
    assertThat(diagnose("services-08-external-name", "manifest.yaml"))
        .isEqualTo(
            """
            manifest.yaml:33: warning: Service lab/api spec.ports[0]: ports of an ExternalName Service mean nothing: clients reach Service prod/api, which has no port 9000: its ports are 80/TCP [external-name-ports]
                ask for the port that is served there, or use a Service with EndpointSlices
            manifest.yaml:12: warning: Service lab/legacy spec.externalName: externalName 192.0.2.158 is an address, and is taken for a host name [external-name-is-address]
                use a Service without selector and an EndpointSlice with this address
            2 found: errors 0, warnings 2
            """);
  }

  /** services-09-named-port-in-some-pods. */
  @Test
  void namedPortThatSomePodsLack() {
    assertThat(diagnose("services-09-named-port-in-some-pods", "manifest.yaml"))
        .isEqualTo(
            """
            manifest.yaml:27: warning: Service lab/site spec.ports[0].targetPort: 1 of its 2 pods, worker-86b6d8b9d4-gsr2z, has no port named 'http' and gets nothing [target-port-name-in-some-pods]
                name a port so in each, or let the selector leave these pods out
            1 found: errors 0, warnings 1
            """);
  }

  /** services-10-publish-not-ready. */
  @Test
  void clusterIpOfPodsThatAreNotReady() {
    assertThat(diagnose("services-10-publish-not-ready", "manifest.yaml"))
        .isEqualTo(
            """
            manifest.yaml:25: warning: Service lab/db spec.publishNotReadyAddresses: sends connections by its cluster IP to pods that are not ready, too: db-1 [publishes-not-ready]
                for discovery alone make it headless, with clusterIP: None
            1 found: errors 0, warnings 1
            """);
  }

  /** services-12-endpoint-is-a-node-port. */
  @Test
  void endpointsThatAreNodePorts() {
    assertThat(diagnose("services-12-endpoint-is-a-node-port", "manifest.yaml"))
        .isEqualTo(
            """
            manifest.yaml:27: warning: EndpointSlice lab/front-1 endpoints: its endpoints are node port 30081 of Service lab/back: rules translate a packet once on a host, so a node that sends to its own address refuses: node1, node2, node3 [endpoint-is-node-port]
                select the pods of Service lab/back, or list their addresses
            1 found: errors 0, warnings 1
            """);
  }

  /** services-13-source-ranges-and-node-port. */
  @Test
  void sourceRangesThatNodePortsIgnore() {
    assertThat(diagnose("services-13-source-ranges-and-node-port", "manifest.yaml"))
        .isEqualTo(
            """
            manifest.yaml:13: warning: Service lab/web spec.loadBalancerSourceRanges: do not hold at node port 30080, which answers every client [source-ranges-and-node-port]
                set allocateLoadBalancerNodePorts: false, or have a firewall before the nodes
            1 found: errors 0, warnings 1
            """);
  }

  /** services-15-other-proxy. */
  @Test
  void serviceOfAnotherProxy() {
    assertThat(diagnose("services-15-other-proxy", "manifest.yaml"))
        .isEqualTo(
            """
            manifest.yaml:9: warning: Service lab/web metadata.labels: is left to proxy 'other' by its label service.kubernetes.io/service-proxy-name: kube-proxy writes no rules for it [other-proxy]
                take the label away, or run that proxy, which is not modelled
            1 found: errors 0, warnings 1
            """);
  }

  /** nets-06-policy-peer-on-host-network. */
  @Test
  void policyPeersOnTheHostsNetwork() {
    assertThat(diagnose("nets-06-policy-peer-on-host-network", "ingress.yaml"))
        .contains(
            "warning: NetworkPolicy default/web spec.ingress[0].from[0]: means only pods on their"
                + " node's network, which no podSelector selects: ing/ingress-")
        .endsWith("1 found: errors 0, warnings 1\n");
    assertThat(diagnose("nets-06-policy-peer-on-host-network", "egress.yaml"))
        .contains(
            "warning: NetworkPolicy monitoring/prom spec.egress[0].to[0]: means only pods on their"
                + " node's network, which no podSelector selects: kube-system/exporter-");
  }

  /** nets-18-anp-domain-names. */
  @Test
  void domainNamesOfAdminPoliciesAreNotModelled() {
    assertThat(diagnose("nets-18-anp-domain-names", "policy.yaml"))
        .isEqualTo(
            """
            policy.yaml:10: spec.egress[0].to[0].domainNames is not modelled: peers by domain \
            name, of the experimental channel
            """);
  }

  /** nets-08-port-that-the-service-has-not. */
  @Test
  void portThatTheServiceHasNot() {
    assertThat(
            run(
                "nets-08-port-that-the-service-has-not",
                "reach",
                "cluster.yaml",
                "--from",
                "pod/default/web",
                "--to",
                "web:8080"))
        .contains(
            "10.96.1.1 is Service default/web, which has no port 8080/TCP; its ports are 80/TCP"
                + " http");
  }

  /** services-15-other-proxy. */
  @Test
  void addressOfAServiceOfAnotherProxy() {
    assertThat(
            run(
                "services-15-other-proxy",
                "reach",
                "manifest.yaml",
                "--from",
                "pod/lab/web-0",
                "--to",
                "web:80"))
        .contains("10.96.1.1 is Service lab/web, which is left to proxy 'other' by its label");
  }
}
