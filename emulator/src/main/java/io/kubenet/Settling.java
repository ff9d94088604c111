package io.kubenet;

import io.kubenet.chance.Fraction;
import io.kubenet.chance.choice.Chance;
import io.kubenet.chance.choice.Exploration;
import io.kubenet.chance.choice.RepeatedChance;
import io.kubenet.chance.choice.Suppositions;
import io.kubenet.dataplane.Exchange;
import io.kubenet.trace.Verdict;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Gives answers that hang on nothing unknown: rules of real machines have conditions that are not
 * modelled, and each is supposed to hold and not to hold.
 */
enum Settling {
  /** All rules are the emulator's own, and modelled. */
  NEEDLESS {
    @Override
    Exchange one(Chance chance, Function<Chance, Exchange> trial, Function<Chance, Exchange> real) {
      return real.apply(chance);
    }

    @Override
    <A> List<Exploration.Way<Exchange>> everyWay(
        Function<Chance, Exchange> trial, Function<Exchange, A> answer) {
      return Exploration.everyWay(trial);
    }
  },
  NEEDED {
    @Override
    Exchange one(Chance chance, Function<Chance, Exchange> trial, Function<Chance, Exchange> real) {
      RepeatedChance repeated = new RepeatedChance(chance);
      Suppositions.settle(
          supposed -> trial.apply(supposed.over(repeated.again())), Settling::seenByTheClient);
      return real.apply(new Suppositions().over(repeated.again()));
    }

    @Override
    <A> List<Exploration.Way<Exchange>> everyWay(
        Function<Chance, Exchange> trial, Function<Exchange, A> answer) {
      return Suppositions.settle(
          supposed -> Exploration.everyWay(ways -> trial.apply(supposed.over(ways))),
          ways -> shares(ways, answer));
    }
  };

  /**
   * One way.
   *
   * @param trial goes it and leaves nothing behind
   * @param real goes it
   * @throws io.kubenet.dataplane.UndecidedException if what comes of it hangs on something unknown
   */
  abstract Exchange one(
      Chance chance, Function<Chance, Exchange> trial, Function<Chance, Exchange> real);

  /**
   * All ways.
   *
   * @param trial goes one and leaves nothing behind
   * @param answer what matters of it
   * @throws io.kubenet.dataplane.UndecidedException if that, or how likely it is, hangs on
   *     something unknown
   */
  abstract <A> List<Exploration.Way<Exchange>> everyWay(
      Function<Chance, Exchange> trial, Function<Exchange, A> answer);

  /** What a client can tell of an exchange. */
  record Seen(Verdict verdict, Optional<Exchange.Served> served) {}

  static Seen seenByTheClient(Exchange exchange) {
    return new Seen(exchange.outcome().verdict(), exchange.served());
  }

  private static <A> Map<A, Fraction> shares(
      List<Exploration.Way<Exchange>> ways, Function<Exchange, A> answer) {
    Map<A, Fraction> shares = new LinkedHashMap<>();
    for (Exploration.Way<Exchange> way : ways) {
      shares.merge(answer.apply(way.result()), way.probability(), Fraction::plus);
    }
    return shares;
  }
}
