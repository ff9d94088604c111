package io.kubenet.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubenet.model.LabelSelector.Operator;
import io.kubenet.model.LabelSelector.Requirement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelSelectorTest {

  @ParameterizedTest
  @CsvSource({
    "IN, app, true",
    "NOT_IN, app, false",
    "EXISTS, app, true",
    "DOES_NOT_EXIST, app, false",
    "IN, tier, false",
    "NOT_IN, tier, true",
    "EXISTS, tier, false",
    "DOES_NOT_EXIST, tier, true"
  })
  void aRequirementAsksOfOneKey(Operator operator, String key, boolean holds) {
    Requirement requirement = new Requirement(key, operator, List.of("web", "api"));

    assertThat(requirement.matches(Map.of("app", "api"))).isEqualTo(holds);
  }

  @Test
  void allPartsMustHold() {
    LabelSelector selector =
        new LabelSelector(
            Map.of("app", "api"), List.of(new Requirement("tier", Operator.EXISTS, List.of())));

    assertThat(selector.matches(Map.of("app", "api", "tier", "back"))).isTrue();
    assertThat(selector.matches(Map.of("app", "api"))).isFalse();
    assertThat(selector.matches(Map.of("tier", "back"))).isFalse();
  }

  @Test
  void aSelectorWithoutPartsMatchesEverything() {
    assertThat(LabelSelector.everything().matches(Map.of())).isTrue();
  }
}
