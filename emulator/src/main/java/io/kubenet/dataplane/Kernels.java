package io.kubenet.dataplane;

import io.kubenet.netfilter.Netfilter;

/** The kernels of the nodes. */
interface Kernels {

  Netfilter of(NodeHost node);
}
