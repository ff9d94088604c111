package io.kubenet.controlplane.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableMap;
import io.kubenet.controlplane.admission.ApiServer;
import io.kubenet.controlplane.admission.allocation.AllocationConfig;
import io.kubenet.manifest.ManifestException;
import io.kubenet.manifest.ManifestObject;
import io.kubenet.manifest.ManifestReader;
import io.kubenet.manifest.TextSource;
import io.kubenet.model.AdminNetworkPolicy;
import io.kubenet.model.AdminPolicyRule;
import io.kubenet.model.AdminPolicyRule.Action;
import io.kubenet.model.BaselineAdminNetworkPolicy;
import io.kubenet.model.LabelSelector;
import io.kubenet.model.PodSelection;
import io.kubenet.net.Cidr;
import io.kubenet.net.Protocol;
import java.util.List;
import org.junit.jupiter.api.Test;

class AdminPolicyReaderTest {

  private static final PodSelection SHOP = PodSelection.ofNamespaces(labels("team", "shop"));

  @Test
  void everyFieldOfAnAdminNetworkPolicyIsRead() {
    ManifestObject object =
        admitted(
            """
            apiVersion: policy.networking.k8s.io/v1alpha1
            kind: AdminNetworkPolicy
            metadata: {name: walls}
            spec:
              priority: 0
              subject: {namespaces: {matchLabels: {team: shop}}}
              ingress:
              - name: monitoring
                action: Allow
                from:
                - pods:
                    namespaceSelector: {}
                    podSelector: {matchLabels: {app: prometheus}}
                ports:
                - portNumber: {port: 9090}
                - portRange: {protocol: UDP, start: 8000, end: 8100}
                - namedPort: metrics
              egress:
              - action: Deny
                to:
                - nodes: {}
                - networks: [10.0.0.0/8, "fd00::/8"]
            """);

    AdminNetworkPolicy policy = AdminPolicyReader.admin(object);

    PodSelection prometheus =
        new PodSelection(LabelSelector.everything(), labels("app", "prometheus"));
    assertThat(policy)
        .isEqualTo(
            new AdminNetworkPolicy(
                "walls",
                0,
                SHOP,
                List.of(
                    new AdminPolicyRule(
                        "monitoring",
                        Action.ALLOW,
                        List.of(new AdminPolicyRule.PodPeer(prometheus)),
                        List.of(
                            new AdminPolicyRule.PortRange(Protocol.TCP, 9090, 9090),
                            new AdminPolicyRule.PortRange(Protocol.UDP, 8000, 8100),
                            new AdminPolicyRule.NamedPort("metrics")))),
                List.of(
                    new AdminPolicyRule(
                        "",
                        Action.DENY,
                        List.of(
                            new AdminPolicyRule.NodePeer(LabelSelector.everything()),
                            new AdminPolicyRule.NetworkPeer(
                                List.of(Cidr.of("10.0.0.0/8"), Cidr.of("fd00::/8")))),
                        List.of()))));
  }

  @Test
  void baselineIsRead() {
    ManifestObject object =
        admitted(
            """
            apiVersion: policy.networking.k8s.io/v1alpha1
            kind: BaselineAdminNetworkPolicy
            metadata: {name: default}
            spec:
              subject: {namespaces: {matchLabels: {team: shop}}}
              ingress:
              - action: Deny
                from:
                - namespaces: {matchLabels: {team: shop}}
            """);

    BaselineAdminNetworkPolicy policy = AdminPolicyReader.baseline(object);

    assertThat(policy)
        .isEqualTo(
            new BaselineAdminNetworkPolicy(
                SHOP,
                List.of(
                    new AdminPolicyRule(
                        "", Action.DENY, List.of(new AdminPolicyRule.PodPeer(SHOP)), List.of())),
                List.of()));
  }

  @Test
  void baselineHasOneName() {
    assertRefused(
        """
        apiVersion: policy.networking.k8s.io/v1alpha1
        kind: BaselineAdminNetworkPolicy
        metadata: {name: other}
        spec: {subject: {namespaces: {}}}
        """,
        "metadata.name 'other' must be 'default'");
  }

  @Test
  void baselineCannotPass() {
    assertRefused(
        """
        apiVersion: policy.networking.k8s.io/v1alpha1
        kind: BaselineAdminNetworkPolicy
        metadata: {name: default}
        spec:
          subject: {namespaces: {}}
          egress: [{action: Pass, to: [{namespaces: {}}]}]
        """,
        "spec.egress[0].action 'Pass' is not supported; supported are Allow, Deny");
  }

  @Test
  void mistakesOfAnAdminNetworkPolicyAreNamed() {
    assertRefused(
        spec("priority: 1001", "subject: {namespaces: {}}"), "1001 must be between 0 and 1000");
    assertRefused(spec("subject: {namespaces: {}}"), "spec.priority is required");
    assertRefused(spec("priority: 1", "subject: {}"), "spec.subject must have exactly one field");
    assertRefused(
        spec("priority: 1", "subject: {namespaces: {}}", "ingress: [{action: Allow}]"),
        "spec.ingress[0].from is required: at least one peer");
    assertRefused(
        spec(
            "priority: 1",
            "subject: {namespaces: {}}",
            "egress: [{action: Allow, to: [{networks: [10.0.0.0]}]}]"),
        "spec.egress[0].to[0].networks[0] '10.0.0.0' must be");
    assertRefused(
        spec(
            "priority: 1",
            "subject: {namespaces: {}}",
            "egress: [{action: Allow, to: [{namespaces: {}}], ports: [{portRange: {start: 9, end:"
                + " 8}}]}]"),
        "spec.egress[0].ports[0].portRange.end 8 must be greater than start 9");
  }

  @Test
  void fieldThatIsNotModelledIsNamed() {
    assertRefused(
        spec(
            "priority: 1",
            "subject: {namespaces: {}}",
            "egress: [{action: Allow, to: [{domainNames: [example.com]}]}]"),
        "walls.yaml:7: spec.egress[0].to[0].domainNames is not modelled: peers by domain name, of"
            + " the experimental channel");
  }

  private static String spec(String... lines) {
    return """
    apiVersion: policy.networking.k8s.io/v1alpha1
    kind: AdminNetworkPolicy
    metadata: {name: walls}
    spec:
      %s
    """
        .formatted(String.join("\n  ", lines));
  }

  private static void assertRefused(String yaml, String message) {
    assertThatThrownBy(() -> admitted(yaml))
        .isInstanceOf(ManifestException.class)
        .hasMessageContaining(message);
  }

  private static ManifestObject admitted(String yaml) {
    List<ManifestObject> sent = ManifestReader.read(new TextSource("walls.yaml", yaml)).objects();
    ApiServer server = ApiServer.start(AllocationConfig.of(Cidr.of("10.96.0.0/16"))).load(sent);
    return server.list(sent.get(0).kind()).findFirst().orElseThrow();
  }

  private static LabelSelector labels(String key, String value) {
    return LabelSelector.ofLabels(ImmutableMap.of(key, value));
  }
}
