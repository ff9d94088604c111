package io.kubenet.netfilter.nftables;

import com.google.common.collect.ImmutableList;
import io.kubenet.chance.Fraction;
import io.kubenet.chance.choice.Choice;
import io.kubenet.netfilter.Memory;
import io.kubenet.netfilter.Passage;
import io.kubenet.ruleset.nftables.Expression.NumberGenerator;
import io.kubenet.ruleset.nftables.Expression.NumberGenerator.Order;
import java.util.Optional;

/** Makes numbers (nft_numgen.c, Linux 6.18). */
final class NumberSource implements Source {

  private static final long RANDOM_VALUES = 1L << 32;

  private final NumberGenerator generator;
  private final RuleKey key;
  private final Choice choice;

  /**
   * A generator.
   *
   * @param key what its counter is kept under
   */
  NumberSource(NumberGenerator generator, RuleKey key) {
    this.generator = generator;
    this.key = key;
    this.choice = choice(generator.modulus());
  }

  /**
   * The weights of the numbers: 32 random bits are multiplied by the modulus and shifted
   * (reciprocal_scale), so that some numbers have one more of the 2^32 values than others.
   */
  private static Choice choice(int modulus) {
    ImmutableList.Builder<Fraction> weights = ImmutableList.builder();
    for (long i = 0; i < modulus; i++) {
      weights.add(
          Fraction.of(firstValueOf(i + 1, modulus) - firstValueOf(i, modulus), RANDOM_VALUES));
    }
    return Choice.of(weights.build());
  }

  private static long firstValueOf(long number, int modulus) {
    return (number * RANDOM_VALUES + modulus - 1) / modulus;
  }

  @Override
  public Optional<Object> read(Passage passage) {
    long number =
        generator.order() == Order.RANDOM ? passage.choose(choice) : counter(passage).next();
    return Optional.of(number + generator.offset());
  }

  /** How likely a number is; nothing where it isn't left to chance. */
  Optional<Fraction> probabilityOf(Object number) {
    return generator.order() == Order.RANDOM && number instanceof Long value
        ? Optional.of(choice.weight(Math.toIntExact(value - generator.offset())))
        : Optional.empty();
  }

  private Counter counter(Passage passage) {
    return passage.recall(key, Counter.class, () -> new Counter(generator.modulus()));
  }

  private static final class Counter implements Memory<Counter> {

    private final int modulus;
    private int last;

    Counter(int modulus) {
      this.modulus = modulus;
      this.last = modulus - 1;
    }

    @Override
    public Counter copy() {
      Counter copy = new Counter(modulus);
      copy.last = last;
      return copy;
    }

    int next() {
      last = (last + 1) % modulus;
      return last;
    }
  }
}
