package io.kubenet.node;

import com.google.common.base.Splitter;
import io.kubenet.manifest.TextSource;
import io.kubenet.trace.RuleRef;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** On which lines of a listing its rules stand. */
final class RuleLines {

  private static final Pattern IPTABLES_TABLE = Pattern.compile("\\*(\\S+)\\s*");
  private static final Pattern IPTABLES_CHAIN = Pattern.compile(":(\\S+) .*");
  private static final Pattern IPTABLES_RULE =
      Pattern.compile("(?:\\[\\d+:\\d+\\] )?(-A (\\S+)(?: .*)?)");
  private static final Pattern NFT_TABLE = Pattern.compile("table (\\S+ \\S+) \\{.*");
  private static final Pattern NFT_CHAIN = Pattern.compile("chain (\\S+) \\{.*");
  private static final Pattern NFT_HEAD = Pattern.compile("(?:type .*|comment \"[^\"]*\"|#.*|)");
  private static final Pattern QUOTED = Pattern.compile("\"[^\"]*\"");

  private record Key(String table, String chain, int number) {}

  private record Line(int number, String text) {}

  private final String name;
  private final Map<Key, List<Line>> lines = new LinkedHashMap<>();
  private final Map<String, Integer> counts = new LinkedHashMap<>();
  private String table = "";
  private String chain = "";
  private int depth;
  private int line;

  private RuleLines(String name) {
    this.name = name;
  }

  static RuleLines of(TextSource source) {
    RuleLines lines = new RuleLines(source.name());
    for (String text : Splitter.onPattern("\r?\n").split(source.text())) {
      lines.line++;
      Splitter.on('\f').split(text).forEach(part -> lines.read(part.strip()));
    }
    return lines;
  }

  private void read(String text) {
    if (depth == 0 && !NFT_TABLE.matcher(text).matches()) {
      readIptables(text);
    } else {
      readNft(text);
    }
  }

  private void readIptables(String text) {
    Matcher starts = IPTABLES_TABLE.matcher(text);
    Matcher declares = IPTABLES_CHAIN.matcher(text);
    Matcher rule = IPTABLES_RULE.matcher(text);
    if (starts.matches()) {
      table = starts.group(1);
      counts.clear();
    } else if (declares.matches()) {
      note(declares.group(1), 0, text);
    } else if (rule.matches()) {
      note(rule.group(2), counts.merge(rule.group(2), 1, Integer::sum), rule.group(1));
    }
  }

  private void readNft(String text) {
    Matcher starts = NFT_TABLE.matcher(text);
    Matcher begins = NFT_CHAIN.matcher(text);
    if (depth == 0 && starts.matches()) {
      table = starts.group(1);
      chain = "";
    } else if (depth == 1) {
      chain = begins.matches() ? begins.group(1) : "";
      counts.put(chain, 0);
    } else if (depth == 2 && !chain.isEmpty() && !text.startsWith("}")) {
      boolean isHead = NFT_HEAD.matcher(text).matches();
      note(chain, isHead ? 0 : counts.merge(chain, 1, Integer::sum), text);
    }
    String bare = QUOTED.matcher(text).replaceAll("");
    depth += bare.chars().map(c -> c == '{' ? 1 : c == '}' ? -1 : 0).sum();
  }

  private void note(String ofChain, int number, String text) {
    lines
        .computeIfAbsent(new Key(table, ofChain, number), key -> new ArrayList<>())
        .add(new Line(line, text));
  }

  /** {@code node.rules:12} of a rule; of two families' rules that which says the same. */
  Optional<String> of(RuleRef rule) {
    List<Line> found =
        lines.getOrDefault(new Key(rule.table(), rule.chain(), rule.number()), List.of());
    return found.stream()
        .filter(candidate -> candidate.text().equals(rule.text()))
        .findFirst()
        .or(() -> found.stream().findFirst())
        .map(known -> name + ":" + known.number());
  }
}
