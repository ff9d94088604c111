package io.kubenet.explain;

import com.google.common.collect.ImmutableList;
import io.kubenet.trace.RuleRef;
import java.util.List;
import java.util.function.Predicate;

/**
 * Sentences about rules; the first that fits is meant.
 *
 * @param entries those that are about some rules
 * @param otherwise the one about all others
 */
record Sentences(List<Entry> entries, String otherwise) {

  /** A sentence and the rules that it is about. */
  record Entry(Predicate<RuleRef> rules, String sentence) {}

  static Sentences of(String otherwise) {
    return new Sentences(ImmutableList.of(), otherwise);
  }

  Sentences whereComment(String part, String sentence) {
    return where(rule -> rule.comment().contains(part), sentence);
  }

  /** About the chains whose names begin so. */
  Sentences whereChain(String beginning, String sentence) {
    return where(rule -> rule.chain().startsWith(beginning), sentence);
  }

  Sentences whereText(String part, String sentence) {
    return where(rule -> rule.text().contains(part), sentence);
  }

  private Sentences where(Predicate<RuleRef> rules, String sentence) {
    return new Sentences(
        ImmutableList.<Entry>builder().addAll(entries).add(new Entry(rules, sentence)).build(),
        otherwise);
  }

  String about(RuleRef rule) {
    return entries.stream()
        .filter(entry -> entry.rules().test(rule))
        .map(Entry::sentence)
        .findFirst()
        .orElse(otherwise);
  }
}
