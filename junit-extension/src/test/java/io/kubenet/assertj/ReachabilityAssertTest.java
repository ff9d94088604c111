package io.kubenet.assertj;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.kubenet.Reachability;
import io.kubenet.Reachability.Cell;
import io.kubenet.Reachability.Kind;
import io.kubenet.Reachability.Share;
import io.kubenet.Reachability.Target;
import io.kubenet.chance.Fraction;
import io.kubenet.net.IpAddress;
import io.kubenet.net.Protocol;
import io.kubenet.trace.Cause;
import io.kubenet.trace.Outcome;
import io.kubenet.trace.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReachabilityAssertTest {

  private static final Cell ESTABLISHED =
      cell(Verdict.ESTABLISHED, new Cause.Served("pod shop/api-1"));
  private static final Cell DENIED = cell(Verdict.TIMED_OUT, new Cause.Silent("pod shop/db-1"));

  private static final Reachability SHOP =
      new Reachability(
          List.of("shop/api-1", "shop/web-1"),
          List.of(target("shop/api", 80), target("shop/db", 5432)),
          List.of(List.of(ESTABLISHED, ESTABLISHED), List.of(ESTABLISHED, DENIED)));

  @Test
  void tableThatSaysTheSamePasses() {
    reachability()
        .hasTable(
            """
                       | shop/api:80 | shop/db:5432
            shop/api-1 | +           | +
            shop/web-1 | +           | -
            """);
  }

  @Test
  void starStandsForAnyText() {
    reachability()
        .hasTable(
            """
                  | shop/api:*
            shop/*| +
            """);
  }

  @Test
  void differingCellsAreShownWithTheirCauses() {
    Throwable failure =
        catchThrowable(
            () ->
                reachability()
                    .hasTable(
                        """
                                   | shop/api:80 | shop/db:5432
                        shop/api-1 | -           | +
                        shop/web-* | +           | +
                        """));

    assertThat(failure)
        .hasMessage(
            """

            Expected reachability to be as the table says, but these cells differ:
              shop/api-1 -> shop/api:80  expected - but was +
              shop/web-1 -> shop/db:5432  expected + but was -: nothing on pod shop/db-1 answers\
            """);
  }

  @Test
  void nameThatIsNoneIsAnsweredWithThoseThatAre() {
    assertThatThrownBy(() -> reachability().hasTable(" | shop/dbx:1\nshop/api-1 | +"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the table names 'shop/dbx:1'; there are: shop/api:80, shop/db:5432");
  }

  @Test
  void lineOfAnotherLengthIsAnError() {
    assertThatThrownBy(() -> reachability().hasTable(" | shop/db:5432\nshop/api-1 | + | -"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the first line has 1 targets, 'shop/api-1 | + | -' has 2 cells");
  }

  @Test
  void exactListPasses() {
    reachability()
        .allowsExactly(
            "shop/api-1 -> shop/api:80", "shop/api-1 -> shop/db:5432", "shop/web-1 -> shop/api:80");
  }

  @Test
  void missingAndSurplusConnectionsAreShown() {
    Throwable failure =
        catchThrowable(
            () ->
                reachability()
                    .allowsExactly(
                        "shop/api-1 -> shop/api:80",
                        "shop/web-1 -> shop/api:80",
                        "shop/web-1 -> shop/db:5432"));

    assertThat(failure)
        .hasMessage(
            """

            Expected exactly the named connections to be established, but:
              missing  shop/web-1 -> shop/db:5432: nothing on pod shop/db-1 answers
              too many shop/api-1 -> shop/db:5432\
            """);
  }

  private static ReachabilityAssert reachability() {
    return new ReachabilityAssert(SHOP);
  }

  private static Target target(String service, int port) {
    return new Target(Kind.SERVICE, service, IpAddress.of("10.96.0.20"), Protocol.TCP, port);
  }

  private static Cell cell(Verdict verdict, Cause cause) {
    return new Cell(List.of(new Share(new Outcome(verdict, cause), Fraction.ONE)));
  }
}
