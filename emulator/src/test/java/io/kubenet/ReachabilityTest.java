package io.kubenet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kubenet.Reachability.Cell;
import io.kubenet.Reachability.Kind;
import io.kubenet.Reachability.Share;
import io.kubenet.Reachability.Target;
import io.kubenet.chance.Fraction;
import io.kubenet.net.IpAddress;
import io.kubenet.net.IpPort;
import io.kubenet.net.Protocol;
import io.kubenet.trace.Cause;
import io.kubenet.trace.Outcome;
import io.kubenet.trace.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReachabilityTest {

  private static final Outcome ESTABLISHED =
      new Outcome(Verdict.ESTABLISHED, new Cause.Served("pod default/server"));
  private static final Outcome DENIED =
      new Outcome(Verdict.TIMED_OUT, new Cause.Silent("pod shop/db-1"));
  private static final Outcome CLOSED =
      new Outcome(
          Verdict.REFUSED,
          new Cause.ClosedPort("pod shop/api-1", Protocol.TCP, IpPort.of("10.244.1.7:80")));

  private static final Reachability SHOP =
      new Reachability(
          List.of("shop/api-1", "shop/web-1"),
          List.of(
              new Target(Kind.SERVICE, "shop/api", IpAddress.of("10.96.0.20"), Protocol.TCP, 80),
              new Target(Kind.SERVICE, "shop/db", IpAddress.of("10.96.0.30"), Protocol.TCP, 5432),
              new Target(Kind.POD, "shop/dns-1", IpAddress.of("10.244.1.9"), Protocol.UDP, 53)),
          List.of(
              List.of(always(CLOSED), always(ESTABLISHED), always(ESTABLISHED)),
              List.of(evenly(ESTABLISHED, CLOSED), always(DENIED), always(ESTABLISHED))));

  @Test
  void tablePrintsSignsTargetsAndCauses() {
    assertThat(SHOP)
        .hasToString(
            """
                       1 2 3
            shop/api-1 x + +
            shop/web-1 ~ - +

             1  shop/api:80
             2  shop/db:5432
             3  pod shop/dns-1:53/UDP

            + established   - timed out   x refused   ! fails otherwise   ~ left to chance

                2x  pod shop/api-1 does not listen on TCP 10.244.1.7:80
                1x  nothing on pod shop/db-1 answers
            """);
  }

  @Test
  void cellsAreFoundByTheirTexts() {
    Cell cell = SHOP.cell("shop/web-1", "shop/db:5432");

    assertThat(cell.verdict()).isEqualTo(Verdict.TIMED_OUT);
    assertThat(cell.causes()).containsExactly("nothing on pod shop/db-1 answers");
  }

  @Test
  void cellThatIsLeftToChanceIsNotEstablished() {
    Cell cell = SHOP.cell("shop/web-1", "shop/api:80");

    assertThat(cell.isEstablished()).isFalse();
    assertThat(cell.isLeftToChance()).isTrue();
  }

  @Test
  void unknownTargetIsAnsweredWithTheTargetsThereAre() {
    assertThatThrownBy(() -> SHOP.cell("shop/web-1", "shop/db"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "no target 'shop/db'; there are: shop/api:80, shop/db:5432, pod shop/dns-1:53/UDP");
  }

  @Test
  void establishedConnectionsAreListed() {
    assertThat(SHOP.established())
        .containsExactly(
            "shop/api-1 -> shop/db:5432",
            "shop/api-1 -> pod shop/dns-1:53/UDP",
            "shop/web-1 -> pod shop/dns-1:53/UDP");
  }

  private static Cell always(Outcome outcome) {
    return new Cell(List.of(new Share(outcome, Fraction.ONE)));
  }

  private static Cell evenly(Outcome one, Outcome other) {
    Fraction half = Fraction.of(1, 2);
    return new Cell(List.of(new Share(one, half), new Share(other, half)));
  }
}
