package io.kubenet.ruleset.iptables;

import com.google.common.base.Splitter;
import io.kubenet.net.IpFamily;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the text of iptables-save, line by line. */
final class RulesetReader {

  private final RuleReader rules;
  private final IpFamily family;
  private final List<Table> tables = new ArrayList<>();
  private Optional<TableDraft> draft = Optional.empty();

  RulesetReader(IpFamily family, Strictness strictness) {
    this.family = family;
    this.rules = new RuleReader(family, strictness);
  }

  IptablesRuleset read(String text) {
    int number = 0;
    for (String line : Splitter.onPattern("\r?\n").split(text)) {
      number++;
      try {
        for (String part : Splitter.on('\f').split(line)) {
          read(part.strip(), number);
        }
      } catch (IllegalArgumentException e) {
        throw located(e, number);
      }
    }
    draft.ifPresent(
        open -> {
          throw new IllegalArgumentException(
              "the text ends within table " + open.name() + ": no COMMIT");
        });
    return new IptablesRuleset(family, tables);
  }

  /** A rule is read where its table ends, and says itself where it stands. */
  private static IllegalArgumentException located(IllegalArgumentException e, int line) {
    return e.getMessage().startsWith("line ")
        ? e
        : new IllegalArgumentException("line " + line + ": " + e.getMessage(), e);
  }

  private void read(String line, int number) {
    if (line.isEmpty() || line.startsWith("#")) {
      return;
    }
    if (line.startsWith("*")) {
      begin(line.substring(1));
    } else if (line.equals("COMMIT")) {
      tables.add(current(line).finish(rules));
      draft = Optional.empty();
    } else if (line.startsWith(":")) {
      current(line).declare(Splitter.on(' ').splitToList(line.substring(1)));
    } else {
      current(line).addRule(number, line);
    }
  }

  private void begin(String name) {
    if (draft.isPresent()) {
      throw new IllegalArgumentException(
          "table " + name + " begins within table " + draft.get().name());
    }
    if (!BuiltinChains.tables().contains(name)) {
      throw new IllegalArgumentException("no table '" + name + "' is known");
    }
    draft = Optional.of(new TableDraft(name));
  }

  private TableDraft current(String line) {
    return draft.orElseThrow(
        () -> new IllegalArgumentException("'" + line + "' stands in no table"));
  }
}
