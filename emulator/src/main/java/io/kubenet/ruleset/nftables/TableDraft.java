package io.kubenet.ruleset.nftables;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Maps;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A table while a script makes it. */
final class TableDraft {

  private static final class ChainDraft {
    private Optional<BaseChain> base = Optional.empty();
    private String comment = "";
    private final List<Rule> rules = new ArrayList<>();
  }

  private final TableFamily family;
  private final String name;
  private String comment = "";
  private List<String> flags = ImmutableList.of();
  private final List<Verbatim> verbatim = new ArrayList<>();
  private final Map<String, Limit> limits = new LinkedHashMap<>();
  private final Map<String, NamedSet> sets = new LinkedHashMap<>();
  private final Map<String, ChainDraft> chains = new LinkedHashMap<>();

  TableDraft(TableFamily family, String name) {
    this.family = family;
    this.name = name;
  }

  Table finish() {
    return new Table(
        family,
        name,
        comment,
        new Table.Others(flags, verbatim),
        Parts.of(ImmutableList.copyOf(sets.values()), NamedSet::name),
        Parts.of(
            chains.entrySet().stream()
                .map(chain -> finish(chain.getKey(), chain.getValue()))
                .collect(ImmutableList.toImmutableList()),
            Chain::name));
  }

  private static Chain finish(String name, ChainDraft draft) {
    return new Chain(name, draft.base, draft.comment, draft.rules);
  }

  Scope scope() {
    return new Scope(family, Maps.transformValues(sets, NamedSet::type), verbatim, limits);
  }

  TableFamily family() {
    return family;
  }

  void flags(List<String> read) {
    flags = ImmutableList.copyOf(read);
  }

  void keep(Verbatim part) {
    verbatim.add(part);
  }

  void addLimit(String limit, Limit says) {
    limits.put(limit, says);
  }

  void comment(String text) {
    comment = text;
  }

  void addChain(String chain) {
    chains.computeIfAbsent(chain, any -> new ChainDraft());
  }

  void hook(String chain, BaseChain base) {
    draft(chain).base = Optional.of(base);
  }

  void commentChain(String chain, String text) {
    draft(chain).comment = text;
  }

  void addRule(String chain, Rule rule) {
    draft(chain).rules.add(rule);
  }

  void insertRule(String chain, Rule rule) {
    draft(chain).rules.add(0, rule);
  }

  void flushChain(String chain) {
    draft(chain).rules.clear();
  }

  void flushChains() {
    chains.values().forEach(chain -> chain.rules.clear());
  }

  void removeChain(String chain) {
    draft(chain);
    chains.remove(chain);
  }

  void addSet(NamedSet set) {
    sets.putIfAbsent(set.name(), set);
  }

  NamedSet set(String set) {
    if (!sets.containsKey(set)) {
      throw new IllegalArgumentException(
          "no set '"
              + set
              + "' in table '"
              + name
              + "'; sets: "
              + String.join(", ", sets.keySet()));
    }
    return sets.get(set);
  }

  void removeSet(String set) {
    set(set);
    sets.remove(set);
  }

  /** Adds elements; one whose key is there already stays as it is. */
  void addElements(String set, List<Element> elements) {
    Map<Value, Element> all = byKey(set(set).elements());
    elements.forEach(element -> all.putIfAbsent(element.key(), element));
    replaceElements(set, all);
  }

  void removeElements(String set, List<Element> elements) {
    Map<Value, Element> all = byKey(set(set).elements());
    elements.forEach(element -> all.remove(element.key()));
    replaceElements(set, all);
  }

  private void replaceElements(String set, Map<Value, Element> elements) {
    sets.put(set, set(set).withElements(ImmutableList.copyOf(elements.values())));
  }

  private static Map<Value, Element> byKey(List<Element> elements) {
    return new LinkedHashMap<>(Maps.uniqueIndex(elements, Element::key));
  }

  private ChainDraft draft(String chain) {
    ChainDraft draft = chains.get(chain);
    if (draft == null) {
      throw new IllegalArgumentException(
          "no chain '"
              + chain
              + "' in table '"
              + name
              + "'; chains: "
              + String.join(", ", chains.keySet()));
    }
    return draft;
  }
}
