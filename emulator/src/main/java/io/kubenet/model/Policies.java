package io.kubenet.model;

import java.util.Optional;
import org.pcollections.PMap;
import org.pcollections.TreePMap;

/** The policies of a cluster, of every kind. */
record Policies(
    PMap<ObjectName, NetworkPolicy> network,
    PMap<String, AdminNetworkPolicy> admin,
    Optional<BaselineAdminNetworkPolicy> baseline) {

  static final Policies NONE = new Policies(TreePMap.empty(), TreePMap.empty(), Optional.empty());

  Policies with(NetworkPolicy policy) {
    return new Policies(network.plus(policy.name(), policy), admin, baseline);
  }

  Policies with(AdminNetworkPolicy policy) {
    return new Policies(network, admin.plus(policy.name(), policy), baseline);
  }

  Policies withBaseline(Optional<BaselineAdminNetworkPolicy> policy) {
    return new Policies(network, admin, policy);
  }

  Policies withoutNetworkPolicy(ObjectName name) {
    return new Policies(network.minus(name), admin, baseline);
  }

  Policies withoutAdminNetworkPolicy(String name) {
    return new Policies(network, admin.minus(name), baseline);
  }

  boolean isUnchangedFrom(Policies before) {
    return network == before.network && admin == before.admin && baseline.equals(before.baseline);
  }
}
