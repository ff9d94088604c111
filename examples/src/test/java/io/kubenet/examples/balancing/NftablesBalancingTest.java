package io.kubenet.examples.balancing;

import io.kubenet.junit.KubeNetTest;
import io.kubenet.junit.ProxyMode;

@KubeNetTest(manifests = "api.yaml", mode = ProxyMode.NFTABLES)
class NftablesBalancingTest extends Balancing {}
