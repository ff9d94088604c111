package io.kubenet.netfilter.nftables;

import com.google.common.base.Suppliers;
import io.kubenet.chance.Fraction;
import io.kubenet.chance.choice.Choice;
import io.kubenet.meaning.Meaning;
import io.kubenet.net.IpAddress;
import io.kubenet.netfilter.Judgement;
import io.kubenet.netfilter.Passage;
import io.kubenet.netfilter.TokenBucket;
import io.kubenet.packetset.IntervalSet;
import io.kubenet.ruleset.nftables.ChainVerdict;
import io.kubenet.ruleset.nftables.Element;
import io.kubenet.ruleset.nftables.Field;
import io.kubenet.ruleset.nftables.Limit;
import io.kubenet.ruleset.nftables.Reject;
import io.kubenet.ruleset.nftables.SetUpdate;
import io.kubenet.ruleset.nftables.Statement;
import io.kubenet.ruleset.nftables.Translation;
import io.kubenet.ruleset.nftables.Value;
import io.kubenet.trace.RuleRef;
import io.kubenet.trace.Step;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Compiles the statements of a rule. */
final class StatementCompiler implements Statement.Visitor<Operation> {

  private final RulePlace place;
  private final CompiledTable table;
  private final ExpressionCompiler expressions;
  private final Supplier<RuleRef> rule;

  /** Whether the rule has conditions, so that taking its jump tells something. */
  private final boolean isConditional;

  StatementCompiler(RulePlace place, CompiledTable table) {
    this.place = place;
    this.table = table;
    this.expressions = new ExpressionCompiler(place, table);
    this.rule = place::reference;
    this.isConditional = !isPlainVerdict(place.rule().statements());
  }

  private static boolean isPlainVerdict(List<Statement> statements) {
    return statements.size() == 1 && statements.get(0) instanceof Statement.Verdict;
  }

  @Override
  public Operation match(Statement.Match match) {
    Optional<Choice> chance = RandomBits.choice(match);
    if (chance.isPresent()) {
      return passage -> Progress.matches(passage.choose(chance.get()) == 0);
    }
    Source left = match.left().accept(expressions);
    Comparing comparing = Comparing.of(match);
    Some some = some(match, left, comparing);
    return passage -> {
      Optional<Object> datum = left.peek(passage);
      if (passage.likeness().isWatched()) {
        datum.ifPresent(value -> asked(passage, left, value, some));
      }
      return Progress.matches(datum.filter(comparing::holds).isPresent());
    };
  }

  /** What is made of an address by its bits is not told in intervals. */
  private static void asked(Passage passage, Source left, Object datum, Some some) {
    Optional<FieldSource> field =
        left.onlyField().filter(only -> left instanceof FieldSource || datum instanceof Long);
    field.ifPresentOrElse(
        only -> only.peek(passage).ifPresent(own -> only.askedWhether(passage, own, some)),
        () -> left.read(passage));
  }

  /** The values that a match holds for: of addresses as they are told, of numbers each tried. */
  private static Some some(Statement.Match match, Source left, Comparing comparing) {
    return new Some(
        Suppliers.memoize(
            () ->
                isOfAddresses(match.right())
                    ? addresses(match)
                    : IntervalSet.where(
                        1 << 16,
                        number ->
                            left.ofField((long) number).filter(comparing::holds).isPresent())),
        comparing::holds);
  }

  private static boolean isOfAddresses(Value value) {
    return value instanceof Value.Address
        || value instanceof Value.Block
        || (value instanceof Value.Range range && range.first() instanceof Value.Address);
  }

  private static IntervalSet addresses(Statement.Match match) {
    IntervalSet right = Some.numbers(match.right());
    if (!(match.right() instanceof Value.Address address)) {
      return right;
    }
    IpAddress bound = address.address();
    IntervalSet upTo = IntervalSet.range(new IpAddress(bound.family(), 0, 0), bound);
    return switch (match.comparison()) {
      case LESS, GREATER_OR_EQUAL -> upTo.minus(right);
      case LESS_OR_EQUAL, GREATER -> upTo;
      case IMPLICIT, NONE_OF, EQUAL, NOT_EQUAL -> right;
    };
  }

  @Override
  public Operation membership(Statement.Membership membership) {
    Source key = membership.key().accept(expressions);
    Membership set = expressions.membership(membership.set());
    boolean isWanted = !membership.isNegated();
    return passage ->
        Progress.matches(
            key.peek(passage)
                .filter(datum -> contains(set, passage, key, datum) == isWanted)
                .isPresent());
  }

  private static boolean contains(Membership set, Passage passage, Source key, Object datum) {
    if (passage.likeness().isWatched()) {
      set.asked(passage, key, datum);
    }
    return set.contains(passage, datum);
  }

  @Override
  public Operation verdict(Statement.Verdict verdict) {
    Taken taken = new Taken(verdict.verdict(), Meaning.UNKNOWN, Optional.empty());
    return passage -> obey(taken, passage);
  }

  @Override
  public Operation verdictMap(Statement.VerdictMap map) {
    Lookup lookup = expressions.lookup(map.key(), map.map());
    return passage ->
        lookup
            .find(passage)
            .filter(found -> found.element().data() instanceof Element.Verdict)
            .map(found -> obey(Taken.of(found), passage))
            .orElse(Progress.NEXT_RULE);
  }

  /**
   * A verdict that a packet has met.
   *
   * @param verdict the verdict
   * @param meaning what it is for, where an element of a map says so
   * @param probability how likely it was, where it was left to chance
   */
  private record Taken(ChainVerdict verdict, Meaning meaning, Optional<Fraction> probability) {

    static Taken of(Lookup.Found found) {
      Element.Verdict said = (Element.Verdict) found.element().data();
      return new Taken(said.verdict(), said.meaning(), found.probability());
    }
  }

  private Progress obey(Taken taken, Passage passage) {
    return switch (taken.verdict().kind()) {
      case ACCEPT -> accept(passage);
      case DROP -> Progress.decided(passage.drop(() -> place.reference(taken.meaning())));
      case CONTINUE -> Progress.NEXT_STATEMENT;
      case RETURN -> Progress.RETURN;
      case JUMP -> go(taken, passage).map(Progress::decided).orElse(Progress.NEXT_RULE);
      case GOTO -> go(taken, passage).map(Progress::decided).orElse(Progress.RETURN);
    };
  }

  private Progress accept(Passage passage) {
    passage.record(() -> new Step.Accepted(rule.get()));
    return Progress.decided(Judgement.Accepted.ACCEPTED);
  }

  private Optional<Judgement> go(Taken taken, Passage passage) {
    String chain = taken.verdict().chain();
    CompiledChain target = table.chain(chain);
    return isConditional
        ? passage.tell(
            () -> new Step.Matched(place.reference(taken.meaning()), chain, taken.probability()),
            () -> target.run(passage))
        : target.run(passage);
  }

  @Override
  public Operation assignment(Statement.Assignment assignment) {
    Source value = assignment.value().accept(expressions);
    boolean isOfPacket = assignment.field() == Field.META_MARK;
    return passage -> {
      Optional<Integer> mark = value.read(passage).map(StatementCompiler::mark);
      mark.ifPresent(bits -> setMark(passage, bits, isOfPacket));
      return Progress.matches(mark.isPresent());
    };
  }

  private static int mark(Object datum) {
    return ((Long) datum).intValue();
  }

  private void setMark(Passage passage, int mark, boolean isOfPacket) {
    if (isOfPacket) {
      passage.setMark(mark, rule);
    } else {
      passage.tracking().connection().ifPresent(connection -> connection.setMark(mark));
    }
  }

  @Override
  public Operation setUpdate(SetUpdate update) {
    Source key = update.key().accept(expressions);
    CompiledSet set = table.set(update.set());
    return passage ->
        Progress.matches(
            key.peek(passage).filter(datum -> isDone(update, set, passage, datum)).isPresent());
  }

  /** Deletes always go on; a set that is full breaks the rule off (nft_dynset_eval, Linux 6.18). */
  private static boolean isDone(SetUpdate update, CompiledSet set, Passage passage, Object datum) {
    return switch (update.operation()) {
      case ADD -> set.add(passage, datum, update.timeout());
      case UPDATE -> set.update(passage, datum, update.timeout());
      case DELETE -> {
        set.delete(passage, datum);
        yield true;
      }
    };
  }

  @Override
  public Operation translation(Translation translation) {
    return new TranslationCompiler(place, expressions).compile(translation);
  }

  @Override
  public Operation reject(Reject reject) {
    Rejection rejection = Rejection.of(reject, place);
    return passage ->
        rejection
            .with(passage.packet())
            .map(with -> Progress.decided(passage.reject(with, rule)))
            .orElse(Progress.NEXT_RULE);
  }

  /** As nft_limit_eval of nft_limit.c, Linux 6.18. */
  @Override
  public Operation limit(Limit limit) {
    long cost = limit.cost().toNanos();
    TokenBucket.Size size = new TokenBucket.Size(cost, cost * limit.burst());
    Object key =
        limit.object().isEmpty()
            ? RuleKey.of(place, limit.toString())
            : new SetKey(place.table(), "limit " + limit.object());
    return passage -> Progress.matches(TokenBucket.take(passage, key, size) != limit.isOver());
  }

  @Override
  public Operation annotation(Statement.Annotation annotation) {
    return passage -> Progress.NEXT_STATEMENT;
  }

  @Override
  public Operation notrack(Statement.Notrack notrack) {
    return passage -> {
      passage.leaveUntracked();
      return Progress.NEXT_STATEMENT;
    };
  }

  /** A condition may hold or not; anything else could do anything. */
  @Override
  public Operation unmodelled(Statement.Unmodelled unmodelled) {
    List<Statement> all = place.rule().statements();
    boolean isLast = all.indexOf(unmodelled) == all.size() - 1;
    boolean isCondition = unmodelled.isCondition();
    if (isLast && isCondition) {
      return passage -> Progress.NEXT_RULE;
    }
    List<Object> question = List.of(place, unmodelled);
    return passage ->
        (isCondition ? passage.suppose(question) : Optional.<Boolean>empty())
            .map(Progress::matches)
            .orElseGet(
                () -> Progress.decided(new Judgement.Undecided(rule.get(), unmodelled.text())));
  }
}
