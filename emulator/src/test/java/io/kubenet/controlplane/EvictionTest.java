package io.kubenet.controlplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kubenet.manifest.ManifestException;
import io.kubenet.manifest.ManifestReader;
import io.kubenet.manifest.TextSource;
import io.kubenet.model.ObjectName;
import io.kubenet.net.IpFamily;
import org.junit.jupiter.api.Test;

class EvictionTest {

  private static final String PODS =
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: w1, namespace: shop, labels: {app: web}}
      spec: {containers: [{name: main, image: web}]}
      ---
      apiVersion: v1
      kind: Pod
      metadata: {name: w2, namespace: shop, labels: {app: web}}
      spec: {containers: [{name: main, image: web}]}
      """;

  private static final ObjectName W1 = new ObjectName("shop", "w1");

  @Test
  void withoutABudgetEveryPodGoes() {
    assertThat(load("").eviction(W1)).isEqualTo(new Eviction(201, "", ""));
  }

  @Test
  void budgetThatNeedsThemAllRefuses() {
    assertThat(load(budget("web", "minAvailable: 2")).eviction(W1))
        .isEqualTo(
            new Eviction(
                429,
                "Cannot evict pod as it would violate the pod's disruption budget.",
                "The disruption budget web needs 2 healthy pods and has 2 currently"));
  }

  @Test
  void twoBudgetsAreOneTooMany() {
    ControlPlane plane = load(budget("a", "minAvailable: 1") + budget("b", "minAvailable: 1"));

    assertThat(plane.eviction(W1).code()).isEqualTo(500);
  }

  @Test
  void podThatIsNotReadyGoesWhileTheOthersAreEnough() {
    ControlPlane plane = load(budget("web", "minAvailable: 1")).markUnready(W1);

    assertThat(plane.eviction(W1).isAllowed()).isTrue();
    assertThat(plane.eviction(new ObjectName("shop", "w2")).isAllowed()).isFalse();
  }

  @Test
  void podThatIsNotReadyStaysWhileTheOthersAreTooFew() {
    ControlPlane plane = load(budget("web", "minAvailable: 2")).markUnready(W1);

    assertThat(plane.eviction(W1).isAllowed()).isFalse();
  }

  @Test
  void alwaysAllowLetsPodsGoThatAreNotReady() {
    ControlPlane plane =
        load(budget("web", "minAvailable: 2, unhealthyPodEvictionPolicy: AlwaysAllow"))
            .markUnready(W1);

    assertThat(plane.eviction(W1).isAllowed()).isTrue();
  }

  @Test
  void budgetSaysEitherHowManyStayOrHowManyGo() {
    assertThatThrownBy(() -> load(budget("web", "minAvailable: 1, maxUnavailable: 1")))
        .isInstanceOf(ManifestException.class)
        .hasMessageContaining("minAvailable and maxUnavailable exclude each other");
  }

  private static String budget(String name, String limit) {
    return """
    ---
    apiVersion: policy/v1
    kind: PodDisruptionBudget
    metadata: {name: %s, namespace: shop}
    spec: {%s, selector: {matchLabels: {app: web}}}
    """
        .formatted(name, limit);
  }

  private static ControlPlane load(String more) {
    return ControlPlane.load(
        ManifestReader.read(new TextSource("shop.yaml", PODS + more)),
        ControlPlaneConfig.of(IpFamily.IPV4));
  }
}
