package io.kubenet.netfilter.nftables;

import com.google.common.collect.ImmutableList;
import io.kubenet.netfilter.Judgement;
import io.kubenet.netfilter.Passage;
import io.kubenet.ruleset.nftables.Statement;
import java.util.List;

/** A rule: its statements are obeyed one after the other, until one breaks it off. */
final class CompiledRule {

  private final List<Operation> operations;

  private CompiledRule(List<Operation> operations) {
    this.operations = operations;
  }

  static CompiledRule of(RulePlace place, CompiledTable table) {
    StatementCompiler compiler = new StatementCompiler(place, table);
    ImmutableList.Builder<Operation> operations = ImmutableList.builder();
    for (Statement statement : place.rule().statements()) {
      NamesAsked names = NamesAsked.by(statement, table::elements);
      if (!names.isEmpty()) {
        operations.add(settling(names, place));
      }
      operations.add(statement.accept(compiler));
    }
    return new CompiledRule(operations.build());
  }

  /** Which of its host's interfaces has a name is found out before names are compared. */
  private static Operation settling(NamesAsked names, RulePlace place) {
    return passage ->
        names
            .unknown(passage)
            .map(
                name ->
                    Progress.decided(
                        new Judgement.Undecided(place.reference(), "the interface " + name)))
            .orElse(Progress.NEXT_STATEMENT);
  }

  Progress run(Passage passage) {
    passage.countVisit();
    for (Operation operation : operations) {
      Progress progress = operation.run(passage);
      if (progress.next() != Progress.Next.STATEMENT) {
        return progress;
      }
    }
    return Progress.NEXT_RULE;
  }
}
