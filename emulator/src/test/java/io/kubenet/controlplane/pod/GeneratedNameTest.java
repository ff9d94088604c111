package io.kubenet.controlplane.pod;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GeneratedNameTest {

  @Test
  void keepsShortPrefixes() {
    assertThat(GeneratedName.name("api-", "shop/api/0")).matches("api-[a-z0-9]{5}");
  }

  @Test
  void takesTheEndOffLongPrefixes() {
    String prefix = "x".repeat(70) + "-";

    assertThat(GeneratedName.name(prefix, "shop/api/0")).matches("x{58}[a-z0-9]{5}");
  }
}
