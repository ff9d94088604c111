package io.kubenet.ruleset.iptables;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds what iptables-restore would refuse in a table (iptables 1.8.9 over nf_tables, Linux 6.18).
 */
final class TableCheck {

  /**
   * A rule that is refused.
   *
   * @param chain its chain
   * @param index its place in the chain, counted from 0
   * @param reason why
   */
  record Fault(Chain chain, int index, String reason) {

    Rule rule() {
      return chain.rules().get(index);
    }
  }

  private final Table table;
  private final RuleCheck rules;
  private final HookCheck hooks;

  TableCheck(Table table) {
    this.table = table;
    this.rules = new RuleCheck(table.name());
    this.hooks = new HookCheck(table);
  }

  /**
   * Refuses a table that iptables-restore would refuse.
   *
   * @throws IllegalArgumentException if it is one; the message names a rule
   */
  void check() {
    fault()
        .ifPresent(
            fault -> {
              throw new IllegalArgumentException(
                  "table "
                      + table.name()
                      + ", '-A "
                      + fault.chain().name()
                      + " "
                      + fault.rule().text()
                      + "': "
                      + fault.reason());
            });
  }

  /** The first rule that is refused. */
  Optional<Fault> fault() {
    return table.chains().stream()
        .flatMap(chain -> faults(chain, this::reason))
        .findFirst()
        .or(this::misplaced);
  }

  private Optional<String> reason(Chain chain, Rule rule) {
    return goesNowhere(rule).or(() -> rules.fault(chain, rule));
  }

  private Optional<String> goesNowhere(Rule rule) {
    return JumpDepth.target(rule)
        .filter(called -> table.chain(called).filter(chain -> !chain.isBuiltin()).isEmpty())
        .map(
            called ->
                table.chain(called).isPresent()
                    ? "chain '" + called + "' is the kernel's to call"
                    : "no chain '" + called + "'");
  }

  /** What stands where its kind can't: asked when it is known that all jumps lead somewhere. */
  private Optional<Fault> misplaced() {
    JumpDepth depth = new JumpDepth(table);
    return table.chains().stream()
        .filter(Chain::isBuiltin)
        .flatMap(chain -> faults(chain, (at, rule) -> depth.fault(rule)))
        .findFirst()
        .or(
            () ->
                table.chains().stream().flatMap(chain -> faults(chain, hooks::fault)).findFirst());
  }

  private interface Question {
    Optional<String> reason(Chain chain, Rule rule);
  }

  private static Stream<Fault> faults(Chain chain, Question question) {
    List<Rule> rules = chain.rules();
    Stream.Builder<Fault> faults = Stream.builder();
    for (int i = 0; i < rules.size(); i++) {
      int index = i;
      question
          .reason(chain, rules.get(i))
          .ifPresent(reason -> faults.add(new Fault(chain, index, reason)));
    }
    return faults.build();
  }
}
