package io.kubenet.netfilter.nftables;

import io.kubenet.chance.Fraction;
import io.kubenet.chance.choice.Choice;
import io.kubenet.ruleset.nftables.Expression;
import io.kubenet.ruleset.nftables.Field;
import io.kubenet.ruleset.nftables.Statement;
import io.kubenet.ruleset.nftables.Value;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Comparisons of random bits, which is how nft lists iptables' statistic match: {@code meta random
 * & 2147483647 < 1073741824}.
 */
final class RandomBits {

  private static final long ALL = 0xffff_ffffL;

  private RandomBits() {}

  /** The choice that a match is, 0 where it holds; empty where it compares something else. */
  static Optional<Choice> choice(Statement.Match match) {
    OptionalLong largest = largest(match.left());
    if (largest.isEmpty() || !(match.right() instanceof Value.Numeric right)) {
      return Optional.empty();
    }
    long values = largest.getAsLong() + 1;
    return below(match.comparison(), right.number())
        .map(bound -> Math.min(Math.max(bound, 0), values))
        .map(bound -> isFromAbove(match.comparison()) ? values - bound : bound)
        .map(count -> Choice.ofProbability(Fraction.of(count, values)));
  }

  /** The largest number that the bits can be, where they are the lowest so many. */
  private static OptionalLong largest(Expression left) {
    if (left == Field.META_RANDOM) {
      return OptionalLong.of(ALL);
    }
    return left instanceof Expression.Binary binary
            && binary.left() == Field.META_RANDOM
            && binary.operator() == Expression.BitOperator.AND
            && binary.right() instanceof Expression.Constant constant
            && constant.value() instanceof Value.Numeric mask
            && Long.bitCount(mask.number() + 1) == 1
        ? OptionalLong.of(mask.number())
        : OptionalLong.empty();
  }

  /** The first number that is not below the line that a comparison draws. */
  private static Optional<Long> below(Statement.Comparison comparison, long number) {
    return switch (comparison) {
      case LESS, GREATER_OR_EQUAL -> Optional.of(number);
      case LESS_OR_EQUAL, GREATER -> Optional.of(number + 1);
      case IMPLICIT, NONE_OF, EQUAL, NOT_EQUAL -> Optional.empty();
    };
  }

  private static boolean isFromAbove(Statement.Comparison comparison) {
    return comparison == Statement.Comparison.GREATER
        || comparison == Statement.Comparison.GREATER_OR_EQUAL;
  }
}
