package io.kubenet.kubeproxy;

import io.kubenet.net.IpPort;

/** What makes the far end of a flow the same as an endpoint. */
enum FlowComparison {
  BY_ADDRESS {
    @Override
    boolean isSame(IpPort end, IpPort endpoint) {
      return end.address().equals(endpoint.address());
    }
  },
  BY_ADDRESS_AND_PORT {
    @Override
    boolean isSame(IpPort end, IpPort endpoint) {
      return end.equals(endpoint);
    }
  };

  abstract boolean isSame(IpPort end, IpPort endpoint);
}
