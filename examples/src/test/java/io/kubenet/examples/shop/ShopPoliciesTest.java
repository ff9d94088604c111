package io.kubenet.examples.shop;

import static io.kubenet.assertj.KubeNetAssertions.assertThat;

import io.kubenet.Cluster;
import io.kubenet.Host;
import io.kubenet.junit.KubeNetTest;
import org.junit.jupiter.api.Test;

/** A shop of three tiers, each open to the tier before it alone, and its metrics to monitoring. */
@KubeNetTest(manifests = {"shop.yaml", "policies.yaml"})
class ShopPoliciesTest {

  @Test
  void eachTierReachesTheNextOneAlone(Cluster cluster) {
    assertThat(cluster.reachability())
        .hasTable(
            """
                                    | shop/web:80 | shop/api:80 | shop/api:9090 | shop/db:5432
            shop/web-*              | +           | +           | -             | -
            shop/db-*               | +           | -           | -             | +
            monitoring/prometheus-* | +           | -           | +             | -
            """);
  }

  @Test
  void apiReachesTheDatabase(Cluster cluster) {
    for (Host api : cluster.pods("shop/api-*")) {
      assertThat(api.everyConnectionTo("db", 5432)).allAreEstablished().allPreserveClientIp();
    }
  }

  @Test
  void policyThatLetsTheApiInIsNamed(Cluster cluster) {
    Host web = cluster.pods("shop/web-*").get(0);

    assertThat(web.connectTo("api", 80))
        .isEstablished()
        .request()
        .isAllowedBy("NetworkPolicy shop/web-calls-api");
  }

  @Test
  void whoIsKeptOutOfTheDatabaseIsToldWhy(Cluster cluster) {
    Host web = cluster.pods("shop/web-*").get(0);

    assertThat(web.connectTo("db", 5432))
        .isTimedOut()
        .request()
        .isTranslatedTo(cluster.pods("shop/db-*").get(0).ip(), 5432)
        .isDeniedBy("shop/api-calls-db");
  }

  @Test
  void withoutItsOwnPolicyTheDatabaseIsClosedToAll(Cluster cluster) {
    cluster.delete("networkpolicy/shop/api-calls-db");

    assertThat(cluster.pods("shop/api-*").get(0).connectTo("db", 5432))
        .isTimedOut()
        .request()
        .isDeniedBy("shop/deny-all");
  }
}
