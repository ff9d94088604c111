package io.kubenet.controlplane.admission;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kubenet.controlplane.admission.allocation.AllocationConfig;
import io.kubenet.controlplane.store.ObjectKey;
import io.kubenet.manifest.ManifestObject;
import io.kubenet.manifest.ManifestReader;
import io.kubenet.manifest.TextSource;
import io.kubenet.net.Cidr;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the API server blames, line by line after the functions of its validation.go (v1.36). */
class ValidationTableTest {

  private static final ApiServer SERVER =
      ApiServer.start(AllocationConfig.of(Cidr.of("10.96.0.0/16"), Cidr.of("fd00:10:96::/112")));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # ValidateObjectMetaAccessor
          generateName: Web-                                | generateName Invalid, name Invalid
          generateName: web-                                |
          name: a, finalizers: [no good]                    | finalizers Invalid, finalizers[0] Invalid
          name: a, finalizers: [orphan, foregroundDeletion] | finalizers Invalid
          name: a, annotations: {a b: c}                    | annotations Invalid
          name: a, labels: {a b: c, d: e f}                 | labels Invalid, labels Invalid
          name: a, ownerReferences: [{kind: A}]             | ownerReferences.apiVersion Invalid, ownerReferences.name Invalid, ownerReferences.uid Invalid
          """)
  void metadataOfNewObjects(String metadata, String causes) {
    Answer answer =
        SERVER.create(object("v1", "Service", metadata, "ports: [{port: 80}], clusterIP: None"));

    assertThat(causes(answer).replace("metadata.", "")).isEqualTo(text(causes));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # BeforeUpdate judges metadata twice, and each strategy once or twice more.
          v1                   | Service       | ports: [{port: 80}] | 3
          v1                   | Namespace     |                     | 4
          networking.k8s.io/v1 | NetworkPolicy | podSelector: {}     | 3
          """)
  void faultsInChangedMetadataAreNamedSeveralTimes(
      String apiVersion, String kind, String spec, int times) {
    ManifestObject before = object(apiVersion, kind, "name: a", text(spec));

    Answer answer = patched(SERVER.create(before), before, "metadata: {labels: {a b: c}}");

    assertThat(answer.error().orElseThrow().causes()).hasSize(times);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # ValidateService, ValidateServiceUpdate, alloc.go
          type: LoadBalancer            | metadata: {annotations: {service.beta.kubernetes.io/load-balancer-source-ranges: nonsense}} | metadata.annotations[service.beta.kubernetes.io/load-balancer-source-ranges] Invalid
          type: NodePort                | spec: {type: ExternalName, externalName: a.example}                           |
          type: ExternalName, externalName: a.example | spec: {type: ClusterIP}                                         |
          clusterIP: None               | spec: {clusterIP: 10.96.0.9}                                                  | spec.clusterIPs[0] Invalid
          type: ClusterIP               | spec: {clusterIP: None}                                                       | spec.clusterIPs[0] Invalid
          type: ClusterIP               | spec: {clusterIP: '', clusterIPs: []}                                         |
          type: ClusterIP               | spec: {ipFamilies: [IPv6]}                                                    | spec.clusterIPs[0] Invalid
          type: ClusterIP               | spec: {ipFamilies: [IPv4, IPv6]}                                              | spec.ipFamilyPolicy Invalid
          ipFamilyPolicy: RequireDualStack | spec: {ipFamilies: [IPv4]}                                                 | spec.ipFamilyPolicy Invalid
          ipFamilyPolicy: RequireDualStack | spec: {ipFamilyPolicy: PreferDualStack}                                    |
          ipFamilyPolicy: PreferDualStack  | spec: {ipFamilyPolicy: SingleStack}                                        |
          ipFamilyPolicy: PreferDualStack  | spec: {ipFamilies: [IPv6, IPv4]}                                           | spec.clusterIPs[0] Invalid, spec.clusterIPs[1] Invalid
          """)
  void changesOfServices(String spec, String patch, String causes) {
    ManifestObject before =
        object("v1", "Service", "name: web", "selector: {app: web}, ports: [{port: 80}], " + spec);

    Answer answer = patched(SERVER.create(before), before, patch);

    assertThat(causes(answer)).isEqualTo(text(causes));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # ValidatePodSpec
          containers: []                                                | spec.containers Required
          initContainers: [{name: c, image: i}]                         | spec.initContainers[0].name Duplicate
          initContainers: [{name: i, image: i, readinessProbe: {exec: {command: [a]}}}] | spec.initContainers[0].readinessProbe Forbidden
          initContainers: [{name: i, image: i, restartPolicy: Always, readinessProbe: {exec: {command: [a]}}}] |
          containers: [{name: c, image: ' i'}]                          | spec.containers[0].image Invalid
          containers: [{name: c, image: i, livenessProbe: {}}]          | spec.containers[0].livenessProbe Required
          containers: [{name: c, image: i, livenessProbe: {exec: {command: [a]}, tcpSocket: {port: 1}}}] | spec.containers[0].livenessProbe.tcpSocket Forbidden
          containers: [{name: c, image: i, livenessProbe: {exec: {command: [a]}, successThreshold: 2}}]  | spec.containers[0].livenessProbe.successThreshold Invalid
          containers: [{name: c, image: i, readinessProbe: {httpGet: {port: 80, scheme: ftp}}}]          | spec.containers[0].readinessProbe.httpGet.scheme NotSupported
          containers: [{name: c, image: i, readinessProbe: {grpc: {port: 0}}}]                           | spec.containers[0].readinessProbe.grpc.port Invalid
          containers: [{name: c, image: i, resources: {requests: {cpu: -1}}}]  | spec.containers[0].resources.requests[cpu] Invalid
          containers: [{name: c, image: i, resources: {requests: {gpu: 1}}}]   | spec.containers[0].resources.requests[gpu] Invalid, spec.containers[0].resources.requests[gpu] Invalid
          containers: [{name: c, image: i, resources: {requests: {a.b/gpu: 1}}}] | spec.containers[0].resources.limits Required
          dnsPolicy: None                                               | spec.dnsConfig Required
          dnsPolicy: None, dnsConfig: {}                                | spec.dnsConfig.nameservers Required
          dnsConfig: {nameservers: [10.0.0.1, 10.0.0.2, 10.0.0.3, 10.0.0.4]} | spec.dnsConfig.nameservers Invalid
          dnsConfig: {searches: [a_b.example., -a]}                     | spec.dnsConfig.searches[1] Invalid
          dnsConfig: {options: [{value: '5'}]}                          | spec.dnsConfig.options[0] Required
          nodeName: n, schedulingGates: [{name: a/b}]                   | spec.nodeName Forbidden
          schedulingGates: [{name: a/b}, {name: a/b}]                   | spec.schedulingGates[1] Duplicate
          tolerations: [{operator: Equal, value: a}]                    | spec.tolerations[0].operator Invalid
          tolerations: [{key: a, operator: Exists, value: b}]           | spec.tolerations[0].operator Invalid
          tolerations: [{key: a, operator: Like}]                       | spec.tolerations[0].operator NotSupported
          tolerations: [{key: a, tolerationSeconds: 1}]                 | spec.tolerations[0].effect Invalid
          tolerations: [{key: a, effect: Never}]                        | spec.tolerations[0].effect NotSupported
          topologySpreadConstraints: [{maxSkew: 0, topologyKey: a, whenUnsatisfiable: DoNotSchedule}] | spec.topologySpreadConstraints[0].maxSkew Invalid
          topologySpreadConstraints: [{maxSkew: 1, whenUnsatisfiable: Never}] | spec.topologySpreadConstraints[0].topologyKey Required, spec.topologySpreadConstraints[0].whenUnsatisfiable NotSupported
          topologySpreadConstraints: [{maxSkew: 1, topologyKey: a, whenUnsatisfiable: ScheduleAnyway, minDomains: 2}] | spec.topologySpreadConstraints[0].minDomains Invalid
          topologySpreadConstraints: [{maxSkew: 1, topologyKey: a, whenUnsatisfiable: ScheduleAnyway}, {maxSkew: 2, topologyKey: a, whenUnsatisfiable: ScheduleAnyway}] | spec.topologySpreadConstraints[0].{topologyKey, whenUnsatisfiable} Duplicate
          affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: []}}} | spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms Required
          hostAliases: [{ip: nowhere, hostnames: [A]}]                  | spec.hostAliases[0].hostnames[0] Invalid, spec.hostAliases[0].ip Invalid
          activeDeadlineSeconds: 0                                      | spec.activeDeadlineSeconds Invalid
          """)
  void pods(String spec, String causes) {
    String containers = spec.startsWith("containers") ? "" : "containers: [{name: c, image: i}], ";

    Answer answer = SERVER.create(object("v1", "Pod", "name: a", containers + spec));

    assertThat(causes(answer)).isEqualTo(text(causes));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # validateAffinity
          nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: [{matchExpressions: [{key: a, operator: Gt, values: ['1', '2']}]}]}}  | nodeAffinity.required.nodeSelectorTerms[0].matchExpressions[0].values Required
          nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: [{matchExpressions: [{key: a, operator: Like}]}]}} | nodeAffinity.required.nodeSelectorTerms[0].matchExpressions[0].operator Invalid
          nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: [{matchFields: [{key: metadata.uid, operator: Exists}]}]}} | nodeAffinity.required.nodeSelectorTerms[0].matchFields[0].key Invalid, nodeAffinity.required.nodeSelectorTerms[0].matchFields[0].operator Invalid
          nodeAffinity: {preferredDuringSchedulingIgnoredDuringExecution: [{weight: 101, preference: {}}]} | nodeAffinity.preferred[0].weight Invalid
          podAffinity: {requiredDuringSchedulingIgnoredDuringExecution: [{labelSelector: {}}]} | podAffinity.required[0].topologyKey Invalid, podAffinity.required[0].topologyKey Invalid, podAffinity.required[0].topologyKey Required
          podAntiAffinity: {requiredDuringSchedulingIgnoredDuringExecution: [{labelSelector: {}, topologyKey: a, namespaces: [A]}]} | podAntiAffinity.required[0].namespace Invalid
          podAntiAffinity: {preferredDuringSchedulingIgnoredDuringExecution: [{weight: 0, podAffinityTerm: {topologyKey: a, matchLabelKeys: [b]}}]} | podAntiAffinity.preferred[0].podAffinityTerm.matchLabelKeys Forbidden, podAntiAffinity.preferred[0].weight Invalid
          """)
  void affinity(String affinity, String causes) {
    String spec = "containers: [{name: c, image: i}], affinity: {%s}".formatted(affinity);

    Answer answer = SERVER.create(object("v1", "Pod", "name: a", spec));

    assertThat(
            causes(answer)
                .replace("DuringSchedulingIgnoredDuringExecution", "")
                .replace("spec.affinity.", ""))
        .isEqualTo(text(causes));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # ValidatePodUpdate
          spec: {containers: [{name: c, image: j}]}                   |
          spec: {containers: [{name: c, image: i}, {name: d, image: i}]} | spec.containers Forbidden
          spec: {tolerations: [{key: a, operator: Exists}]}           |
          spec: {activeDeadlineSeconds: 9}                            |
          spec: {hostname: b}                                         | spec Forbidden
          spec: {schedulingGates: [{name: a/b}]}                      | spec.schedulingGates[0].name Forbidden
          metadata: {labels: {a: b}}                                  |
          """)
  void changesOfPods(String patch, String causes) {
    ManifestObject before = object("v1", "Pod", "name: a", "containers: [{name: c, image: i}]");

    Answer answer = patched(SERVER.create(before), before, patch);

    assertThat(causes(answer)).isEqualTo(text(causes));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # apps/validation.go, batch/validation.go
          Deployment  | selector: ~                                                     | spec.selector Required, spec.template.metadata.labels Invalid
          DaemonSet   | selector: ~                                                     | spec.template.metadata.labels Invalid
          Deployment  | selector: {}                                                    | spec.selector Invalid
          Deployment  | selector: {matchLabels: {app: a b}}                             | spec.selector Invalid, spec.selector.matchLabels Invalid
          ReplicaSet  | selector: {matchExpressions: [{key: app, operator: In, values: [b]}]} | spec.template.metadata.labels Invalid
          Deployment  | strategy: {type: Slowly}                                        | spec.strategy NotSupported
          Deployment  | strategy: {type: Recreate, rollingUpdate: {maxSurge: 1}}        | spec.strategy.rollingUpdate Forbidden
          Deployment  | strategy: {rollingUpdate: {maxSurge: x, maxUnavailable: 101%}}  | spec.strategy.rollingUpdate.maxSurge Invalid, spec.strategy.rollingUpdate.maxUnavailable Invalid
          Deployment  | minReadySeconds: 600                                            | spec.progressDeadlineSeconds Invalid
          Deployment  | replicas: -1, revisionHistoryLimit: -1                          | spec.replicas Invalid, spec.revisionHistoryLimit Invalid
          DaemonSet   | updateStrategy: {type: Slowly}                                  | spec.updateStrategy NotSupported
          DaemonSet   | updateStrategy: {rollingUpdate: {maxSurge: 1}}                  | spec.updateStrategy.rollingUpdate.maxSurge Invalid
          DaemonSet   | updateStrategy: {rollingUpdate: {maxUnavailable: 0}}            | spec.updateStrategy.rollingUpdate.maxUnavailable Required
          StatefulSet | updateStrategy: {type: Slowly}                                  | spec.updateStrategy Invalid
          StatefulSet | updateStrategy: {type: OnDelete, rollingUpdate: {partition: 1}} | spec.updateStrategy.rollingUpdate Invalid
          StatefulSet | serviceName: A                                                  | spec.serviceName Invalid
          """)
  void workloads(String kind, String spec, String causes) {
    String template =
        "template: {metadata: {labels: {app: a}}, spec: {containers: [{name: c, image: i}]}}, ";
    String selector = spec.startsWith("selector") ? "" : "selector: {matchLabels: {app: a}}, ";

    Answer answer = SERVER.create(object("apps/v1", kind, "name: a", template + selector + spec));

    assertThat(causes(answer)).isEqualTo(text(causes));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # validateEndpoints
          FQDN | addresses: ['']                    | endpoints[0].addresses[0] Required
          FQDN | addresses: [A.b]                   | endpoints[0].addresses[0] Invalid
          FQDN | addresses: [a]                     | endpoints[0].addresses[0] Invalid
          IPv4 | addresses: [10.0.0.1], hostname: A | endpoints[0].hostname Invalid
          IPv6 | addresses: ['FD00::1']             | endpoints[0].addresses[0] Invalid
          """)
  void slices(String type, String endpoint, String causes) {
    String yaml =
        """
        {apiVersion: discovery.k8s.io/v1, kind: EndpointSlice, metadata: {name: a},
         addressType: %s, endpoints: [{%s}]}
        """
            .formatted(type, endpoint);

    Answer answer = SERVER.create(ManifestReader.read(new TextSource("a", yaml)).objects().get(0));

    assertThat(causes(answer)).isEqualTo(text(causes));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # warningsForPodSpecAndMeta
          hostname: a                                                    | 0
          nodeSelector: {beta.kubernetes.io/os: linux}                   | 1
          topologySpreadConstraints: [{maxSkew: 1, topologyKey: failure-domain.beta.kubernetes.io/zone, whenUnsatisfiable: DoNotSchedule}] | 2
          affinity: {podAffinity: {requiredDuringSchedulingIgnoredDuringExecution: [{topologyKey: a}]}} | 1
          affinity: {nodeAffinity: {preferredDuringSchedulingIgnoredDuringExecution: [{weight: 1, preference: {matchExpressions: [{key: a, operator: In, values: [b c]}]}}]}} | 1
          hostAliases: [{ip: 10.0.0.1}, {ip: 10.0.0.1}]                  | 1
          dnsConfig: {nameservers: ['FD00::1']}                          | 1
          terminationGracePeriodSeconds: -1                              | 0
          """)
  void warnsOfPods(String spec, int warnings) {
    ManifestObject pod =
        object("v1", "Pod", "name: a", "containers: [{name: c, image: i}], " + spec);

    Answer answer = SERVER.create(pod);
    Answer changed = patched(answer, pod, "metadata: {labels: {a: b}}");

    assertThat(answer.warnings()).hasSize(warnings);
    assertThat(changed.warnings()).isEmpty();
  }

  private static ManifestObject object(
      String apiVersion, String kind, String metadata, String spec) {
    String yaml =
        "{apiVersion: %s, kind: %s, metadata: {%s}, spec: {%s}}"
            .formatted(apiVersion, kind, metadata, spec);
    return ManifestReader.read(new TextSource("a.yaml", yaml)).objects().get(0);
  }

  /** What is answered when an object that was just created is changed. */
  private static Answer patched(Answer created, ManifestObject object, String patch) {
    JsonNode tree = new TextSource("patch", "{" + patch + "}").documents().get(0).node();
    return created.server().patch(ObjectKey.of(object), new Patch.Merge(tree));
  }

  private static String causes(Answer answer) {
    return answer.error().stream()
        .flatMap(error -> error.causes().stream())
        .map(cause -> cause.path() + " " + cause.reason().toString().replace("FieldValue", ""))
        .sorted()
        .collect(Collectors.joining(", "));
  }

  /** An empty cell of a table is null. */
  private static String text(String cell) {
    return cell == null ? "" : cell;
  }
}
