package io.kubenet.kubeproxy.iptables;

import io.kubenet.kubeproxy.services.Endpoint;
import io.kubenet.kubeproxy.services.ServicePortName;
import io.kubenet.ruleset.iptables.Rule;
import io.kubenet.ruleset.iptables.RuleBuilder;

/** The comments of the rules that choose endpoints and translate to them. */
enum EndpointComments {
  /** The port, and the endpoint that is chosen. */
  WITH_ENDPOINT {
    @Override
    RuleBuilder ofChoice(ServicePortName port, Endpoint endpoint) {
      return Rule.builder().comment(port + " -> " + endpoint);
    }
  },

  /** The port alone, as in 1.23. */
  WITH_PORT {
    @Override
    RuleBuilder ofChoice(ServicePortName port, Endpoint endpoint) {
      return ofTranslation(port);
    }
  },

  /** None: what large clusters have, for their rules to be restored faster. */
  NONE {
    @Override
    RuleBuilder ofChoice(ServicePortName port, Endpoint endpoint) {
      return Rule.builder();
    }

    @Override
    RuleBuilder ofTranslation(ServicePortName port) {
      return Rule.builder();
    }
  };

  /** Starts a rule that chooses an endpoint. */
  abstract RuleBuilder ofChoice(ServicePortName port, Endpoint endpoint);

  /** Starts a rule of the chain that translates to an endpoint. */
  RuleBuilder ofTranslation(ServicePortName port) {
    return Rule.builder().comment(port.toString());
  }
}
