package io.kubenet.examples.onlineboutique;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubenet.Cluster;
import io.kubenet.Reachability;
import io.kubenet.Reachability.Kind;
import io.kubenet.Reachability.Target;
import io.kubenet.junit.KubeNetTest;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The policies that the Online Boutique ships let through what its architecture needs, and nothing
 * else: frontend and checkout talk to the services that they are made of, recommendations ask the
 * catalogue, carts are kept in redis, and everybody may visit the shop.
 */
class OnlineBoutiquePolicyTest {

  /** A pod always reaches itself, so each service is among its own callers. */
  private static final String CALLERS =
      """
      adservice:9555             adservice frontend
      cartservice:7070           cartservice checkoutservice frontend
      checkoutservice:5050       checkoutservice frontend
      currencyservice:7000       checkoutservice currencyservice frontend
      emailservice:5000          checkoutservice emailservice
      frontend-external:80       everybody
      frontend:80                everybody
      paymentservice:50051       checkoutservice paymentservice
      productcatalogservice:3550 checkoutservice frontend productcatalogservice recommendationservice
      recommendationservice:8080 frontend recommendationservice
      redis-cart:6379            cartservice redis-cart
      shippingservice:50051      checkoutservice frontend shippingservice
      """;

  @Test
  @KubeNetTest(manifests = "src/test/resources/online-boutique")
  void policiesLetThroughTheArchitectureAndNothingElse(Cluster shop) {
    Reachability reachability = shop.reachability();

    assertThat(callers(reachability)).isEqualTo(CALLERS);
  }

  @Test
  @KubeNetTest(manifests = "src/test/resources/online-boutique/microservices-demo.yaml")
  void withoutPoliciesEverybodyReachesEverything(Cluster shop) {
    Reachability reachability = shop.reachability();

    assertThat(callers(reachability).lines())
        .hasSize(12)
        .allMatch(line -> line.endsWith(" everybody"));
  }

  /** Who reaches each port of a Service, a line each. */
  private static String callers(Reachability reachability) {
    Map<String, String> callers = new TreeMap<>();
    for (Target target : reachability.targets()) {
      if (target.kind() == Kind.SERVICE) {
        callers.put(name(target.toString()), callers(reachability, target.toString()));
      }
    }
    return callers.entrySet().stream()
        .map(entry -> "%-26s %s\n".formatted(entry.getKey(), entry.getValue()))
        .collect(Collectors.joining());
  }

  private static String callers(Reachability reachability, String target) {
    Set<String> callers =
        reachability.sources().stream()
            .filter(source -> reachability.cell(source, target).isEstablished())
            .map(OnlineBoutiquePolicyTest::workload)
            .collect(Collectors.toCollection(TreeSet::new));
    return callers.size() == reachability.sources().size()
        ? "everybody"
        : String.join(" ", callers);
  }

  private static String name(String target) {
    return target.substring(target.indexOf('/') + 1);
  }

  /** The Deployment of {@code default/frontend-5d9f8b7c6-x2x4z}. */
  private static String workload(String pod) {
    return name(pod).replaceFirst("-[^-]+-[^-]+$", "");
  }
}
