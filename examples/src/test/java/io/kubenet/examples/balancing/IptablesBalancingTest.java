package io.kubenet.examples.balancing;

import io.kubenet.junit.KubeNetTest;

@KubeNetTest(manifests = "api.yaml")
class IptablesBalancingTest extends Balancing {}
