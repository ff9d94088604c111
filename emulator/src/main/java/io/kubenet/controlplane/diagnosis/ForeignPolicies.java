package io.kubenet.controlplane.diagnosis;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.kubenet.finding.Finding;
import io.kubenet.finding.ForeignPolicy;
import io.kubenet.manifest.ApiKinds;
import io.kubenet.manifest.ManifestObject;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds the policies that other controllers obey: those of Cilium, Calico, Antrea, AWS, Istio,
 * Linkerd and OVN-Kubernetes, and what is called like them in groups that nobody here knows.
 */
public final class ForeignPolicies {

  private static final String ISTIO = "security.istio.io";

  /** Kinds whose names don't say that they are policies on connections. */
  private static final ImmutableSet<String> OTHERS =
      ImmutableSet.of(
          "policy.linkerd.io Server",
          "policy.linkerd.io ServerAuthorization",
          ISTIO + " PeerAuthentication",
          ISTIO + " RequestAuthentication",
          "k8s.ovn.org EgressFirewall",
          "networking.k8s.aws PolicyEndpoint",
          "networking.k8s.aws ClusterPolicyEndpoint");

  private static final ImmutableList<String> ENDINGS =
      ImmutableList.of("NetworkPolicy", "NetworkPolicies", "AuthorizationPolicy", "EgressPolicy");

  /** Policies in Istio's root namespace hold in all (its default, MeshConfig.rootNamespace). */
  private static final String ISTIO_ROOT = "istio-system";

  private ForeignPolicies() {}

  /** Those among the objects of a cluster. */
  public static List<ForeignPolicy> of(Stream<ManifestObject> objects) {
    return objects
        .filter(ForeignPolicies::isForeignPolicy)
        .map(ForeignPolicies::policy)
        .collect(ImmutableList.toImmutableList());
  }

  private static boolean isForeignPolicy(ManifestObject object) {
    String kind = object.kind();
    return !ApiKinds.isServed(object.apiVersion(), kind)
        && !kind.startsWith("Staged")
        && (OTHERS.contains(object.group() + " " + kind)
            || ENDINGS.stream().anyMatch(kind::endsWith));
  }

  private static ForeignPolicy policy(ManifestObject object) {
    return new ForeignPolicy(
        object.apiVersion(),
        object.kind(),
        object.name(),
        namespace(object),
        new Finding.Place(object.place().file(), object.place().line()));
  }

  /** An object without a namespace is in default, as its kind is not one of the whole cluster. */
  private static Optional<String> namespace(ManifestObject object) {
    boolean isForAll =
        object.kind().contains("Global")
            || object.kind().contains("Cluster")
            || object.kind().contains("Admin");
    boolean isMeshWide = object.group().equals(ISTIO) && object.namespace().equals(ISTIO_ROOT);
    String written = object.namespace().isEmpty() ? "default" : object.namespace();
    return Optional.of(written).filter(own -> !isForAll && !isMeshWide);
  }
}
