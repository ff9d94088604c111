package io.kubenet.netfilter.ipvs;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubenet.net.IpPort;
import io.kubenet.ruleset.ipvs.RealServer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ServerListTest {

  @Test
  void serversTakeTurns() {
    ServerList list = begun(List.of(server(1, 1), server(2, 1), server(3, 1)), 0);

    assertThat(turns(list, 6)).containsExactly(3, 2, 1, 3, 2, 1);
  }

  @Test
  void newServerComesToTheHead() {
    ServerList list = begun(List.of(server(1, 1), server(2, 1)), 0);
    list.nextInTurn();

    list.follow(List.of(server(1, 1), server(2, 1), server(3, 1)));

    assertThat(turns(list, 3)).containsExactly(1, 3, 2);
  }

  @Test
  void serverThatIsGoneIsLeftOut() {
    ServerList list = begun(List.of(server(1, 1), server(2, 1), server(3, 1)), 0);
    list.nextInTurn();
    list.nextInTurn();

    list.follow(List.of(server(1, 1), server(3, 1)));

    assertThat(turns(list, 4)).containsExactly(1, 3, 1, 3);
  }

  @Property
  void roundRobinIsEvenOverEveryRound(
      @ForAll @IntRange(min = 1, max = 9) int size, @ForAll @IntRange(max = 30) int before) {
    ServerList list = begun(servers(Collections.nCopies(size, 1)), before % size);
    turns(list, before);

    List<Integer> round = turns(list, size);

    assertThat(round).doesNotHaveDuplicates().hasSize(size);
  }

  /** A naive one lets each server stand in the list as often as it has weight. */
  @Property
  void weightedRoundRobinIsSharedByWeight(
      @ForAll @Size(min = 1, max = 6) List<@IntRange(max = 5) Integer> weights) {
    int sum = weights.stream().mapToInt(Integer::intValue).sum();
    ServerList list = begun(servers(weights), 0);

    Map<Integer, Integer> counts = new TreeMap<>();
    for (int i = 0; i < sum; i++) {
      counts.merge(number(list.nextByWeight().orElseThrow()), 1, Integer::sum);
    }

    Map<Integer, Integer> expected = new TreeMap<>();
    IntStream.range(0, weights.size())
        .filter(i -> weights.get(i) > 0)
        .forEach(i -> expected.put(i + 1, weights.get(i)));
    assertThat(counts).isEqualTo(expected);
  }

  private static List<RealServer> servers(List<Integer> weights) {
    return IntStream.range(0, weights.size()).mapToObj(i -> server(i + 1, weights.get(i))).toList();
  }

  private static RealServer server(int number, int weight) {
    return new RealServer(IpPort.of("10.244.1." + number + ":80"), weight);
  }

  private static ServerList begun(List<RealServer> servers, int head) {
    ServerList list = new ServerList();
    list.begin(servers, head);
    return list;
  }

  private static List<Integer> turns(ServerList list, int count) {
    List<Integer> turns = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      turns.add(number(list.nextInTurn().orElseThrow()));
    }
    return turns;
  }

  private static int number(RealServer server) {
    String text = server.address().address().toString();
    return Integer.parseInt(text.substring(text.lastIndexOf('.') + 1));
  }
}
