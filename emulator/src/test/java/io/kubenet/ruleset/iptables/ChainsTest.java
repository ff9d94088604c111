package io.kubenet.ruleset.iptables;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChainsTest {

  private final Chain output = Chain.builtin("OUTPUT", Chain.Policy.ACCEPT, ImmutableList.of());
  private final Chain input = Chain.builtin("INPUT", Chain.Policy.ACCEPT, ImmutableList.of());
  private final Table table = Table.sorted("nat", List.of(output, input, chain("B"), chain("D")));

  @Test
  void listsBuiltinsFirstAndTheOthersByName() {
    Table changed = table.changed(List.of(chain("B")), List.of(chain("C"), chain("A")));

    assertThat(changed.chains())
        .extracting(Chain::name)
        .containsExactly("OUTPUT", "INPUT", "A", "C", "D");
    assertThat(changed.chain("B")).isEmpty();
    assertThat(changed.chain("C")).contains(chain("C"));
    assertThat(table.chains()).extracting(Chain::name).containsExactly("OUTPUT", "INPUT", "B", "D");
  }

  @Test
  void listsChainsThatWereGivenInOrderAsTheyWere() {
    Table given = new Table("nat", List.of(output, chain("D"), chain("B")));

    Table changed = given.changed(List.of(), List.of(chain("C"), chain("D")));

    assertThat(changed.chains()).extracting(Chain::name).containsExactly("OUTPUT", "D", "B", "C");
  }

  @Test
  void changedTableSharesTheOtherChains() {
    Table changed = table.changed(List.of(), List.of(chain("C")));

    assertThat(changed.chain("D").orElseThrow()).isSameAs(table.chain("D").orElseThrow());
  }

  private static Chain chain(String name) {
    return Chain.user(name, ImmutableList.of());
  }
}
