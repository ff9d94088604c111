package io.kubenet.ruleset.nftables;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.util.List;
import java.util.Optional;

/** Reads statements that change nothing for a packet: they count, log, note or copy. */
final class AnnotationReader {

  /** Statements that change what is no matter here: options, priorities, traces, helpers. */
  private static final ImmutableList<ImmutableList<String>> SETTING =
      ImmutableList.of(
          ImmutableList.of("tcp", "option", "maxseg", "size", "set"),
          ImmutableList.of("meta", "nftrace", "set"),
          ImmutableList.of("meta", "priority", "set"),
          ImmutableList.of("meta", "secmark", "set"),
          ImmutableList.of("ip", "dscp", "set"),
          ImmutableList.of("ip6", "dscp", "set"),
          ImmutableList.of("ip", "ecn", "set"),
          ImmutableList.of("ip6", "ecn", "set"),
          ImmutableList.of("ct", "helper", "set"),
          ImmutableList.of("ct", "event", "set"),
          ImmutableList.of("ct", "label", "set"),
          ImmutableList.of("ct", "secmark", "set"),
          ImmutableList.of("reset", "tcp", "option"));

  /** Words that a map begins with, whose missing keys break a rule off. */
  private static final ImmutableSet<String> NO_VALUES = ImmutableSet.of("meta", "ct", "ip", "tcp");

  private static final ImmutableList<String> LOG_OPTIONS =
      ImmutableList.of("prefix", "level", "group", "snaplen", "queue-threshold", "flags");

  private final Tokens tokens;

  AnnotationReader(Tokens tokens) {
    this.tokens = tokens;
  }

  /** The statement that follows; nothing where it is another. */
  Optional<Statement.Annotation> read() {
    Optional<ImmutableList<String>> setting = SETTING.stream().filter(tokens::areNext).findFirst();
    Optional<String> text =
        setting.isPresent()
            ? Optional.of(setting(setting.get()))
            : switch (tokens.peek().text()) {
              case "counter" -> Optional.of(counter());
              case "log" -> Optional.of(log());
              case "last" -> Optional.of(last());
              case "dup" -> Optional.of(copy());
              case "flow" -> Optional.of(offload());
              case "xt" -> comment();
              default -> Optional.empty();
            };
    return text.map(Statement.Annotation::new);
  }

  private String setting(List<String> words) {
    words.forEach(tokens::expect);
    String value = valueOfSetting();
    return String.join(" ", words) + " " + value;
  }

  private String valueOfSetting() {
    if (tokens.passes("rt")) {
      tokens.expect("mtu");
      return "rt mtu";
    }
    if (NO_VALUES.contains(tokens.peek().text()) || tokens.isAfterNext("map")) {
      throw tokens.error("only a constant can be set here");
    }
    return values();
  }

  private String counter() {
    String text = tokens.next().text();
    if (tokens.passes("name")) {
      return text + " name \"" + nameOfCounter() + '"';
    }
    if (!tokens.passes("packets")) {
      return text;
    }
    String packets = tokens.word("a number");
    tokens.expect("bytes");
    return text + " packets " + packets + " bytes " + tokens.word("a number");
  }

  private String nameOfCounter() {
    if (tokens.peek().kind() != Token.Kind.STRING && !isEndAfterNext()) {
      throw tokens.error("no map to counters is modelled");
    }
    return tokens.text("a counter");
  }

  private boolean isEndAfterNext() {
    return !tokens.isAfterNext("map")
        && !tokens.isAfterNext("saddr")
        && !tokens.isAfterNext("daddr")
        && !tokens.isAfterNext("dport")
        && !tokens.isAfterNext("sport");
  }

  private String log() {
    StringBuilder text = new StringBuilder(tokens.next().text());
    while (LOG_OPTIONS.contains(tokens.peek().text())) {
      String option = tokens.next().text();
      text.append(' ').append(option).append(' ').append(logValue(option));
    }
    return text.toString();
  }

  private String logValue(String option) {
    boolean hasKind = option.equals("flags") && !tokens.isNext("all") && !tokens.isNext("skuid");
    return hasKind && !tokens.isNext("ether")
        ? tokens.word("tcp or ip") + " " + values()
        : values();
  }

  private String last() {
    tokens.expect("last");
    if (!tokens.passes("used")) {
      return "last";
    }
    return "last used " + tokens.word("a time");
  }

  /** Reads {@code dup to ADDRESS [device NAME]}, which leaves the packet itself as it is. */
  private String copy() {
    tokens.expect("dup");
    tokens.expect("to");
    String text = "dup to " + value();
    return tokens.passes("device") ? text + " device " + value() : text;
  }

  /** Reads {@code flow add @NAME}; a packet that is not taken breaks off what follows. */
  private String offload() {
    tokens.expect("flow");
    tokens.expect("add");
    String table = tokens.word("a flowtable");
    if (!tokens.isAtEnd()) {
      throw tokens.error("nothing after 'flow add' is modelled");
    }
    return "flow add " + table;
  }

  /** The match that holds always. */
  private Optional<String> comment() {
    boolean isComment =
        tokens.areNext(ImmutableList.of("xt", "match")) && tokens.textAfter(2).equals("comment");
    if (!isComment) {
      return Optional.empty();
    }
    tokens.next();
    tokens.next();
    tokens.next();
    return Optional.of("xt match \"comment\"");
  }

  private String values() {
    StringBuilder text = new StringBuilder(value());
    while (tokens.passes(",")) {
      text.append(',').append(value());
    }
    return text.toString();
  }

  private String value() {
    return tokens.peek().kind() == Token.Kind.STRING
        ? '"' + tokens.next().text() + '"'
        : tokens.word("a value");
  }
}
