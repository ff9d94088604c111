package io.kubenet.ruleset.nftables;

import com.google.common.collect.ImmutableList;
import io.kubenet.ruleset.nftables.Translation.Computed;
import io.kubenet.ruleset.nftables.Translation.ComputedWithPort;
import io.kubenet.ruleset.nftables.Translation.Fixed;
import io.kubenet.ruleset.nftables.Translation.Target;
import java.util.List;
import java.util.Optional;

/** Reads the statements that translate addresses. */
final class TranslationReader {

  private static final ImmutableList<String> FLAGS =
      ImmutableList.of("random", "fully-random", "persistent");

  private final Tokens tokens;
  private final ExpressionReader expressions;
  private final Scope scope;

  TranslationReader(Tokens tokens, ExpressionReader expressions, Scope scope) {
    this.tokens = tokens;
    this.expressions = expressions;
    this.scope = scope;
  }

  static Optional<Translation.Kind> kindOf(String keyword) {
    for (Translation.Kind kind : Translation.Kind.values()) {
      if (kind.keyword().equals(keyword)) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }

  Statement read() {
    Translation.Kind kind = kindOf(tokens.word("a translation")).orElseThrow();
    Optional<TableFamily> named = TableFamily.of(tokens.peek().text());
    named.ifPresent(family -> tokens.next());
    boolean withPort = passesAddressAndPort();
    Optional<Target> target = Optional.empty();
    if (tokens.passes("to")) {
      target = Optional.of(target(named.orElse(scope.family()), withPort));
    }
    if (target.isEmpty() && (kind == Translation.Kind.DNAT || kind == Translation.Kind.SNAT)) {
      throw tokens.error("expected 'to', found " + tokens.peek().shown());
    }
    Optional<TableFamily> only = named.filter(family -> family != scope.family());
    return new Translation(kind, only, target, flags());
  }

  private boolean passesAddressAndPort() {
    boolean isThere = tokens.passes("addr");
    if (isThere) {
      tokens.expect(".");
      tokens.expect("port");
    }
    return isThere;
  }

  private Target target(TableFamily family, boolean withPort) {
    if (!isExpressionNext()) {
      return fixed(tokens.word("an address"));
    }
    DataType address = family == TableFamily.IP6 ? DataType.IPV6_ADDR : DataType.IPV4_ADDR;
    Expression expression = expressions.read(ImmutableList.of(address, DataType.INET_SERVICE));
    return withPort || givesPort(expression)
        ? new ComputedWithPort(family, expression)
        : new Computed(expression);
  }

  private boolean isExpressionNext() {
    return !tokens.peek().text().matches("[\\[:0-9a-fA-F].*[0-9:\\]].*|::|\\d");
  }

  /** A listing leaves out {@code addr . port}: what the map says shows it (nft 1.0.6). */
  private boolean givesPort(Expression expression) {
    if (!(expression instanceof Expression.MapLookup lookup)) {
      return false;
    }
    return lookup.map() instanceof SetReference.Anonymous map
        ? map.elements().stream().anyMatch(TranslationReader::saysTwo)
        : scope.dataTypes(((SetReference.Named) lookup.map()).name()).size() > 1;
  }

  private static boolean saysTwo(Element element) {
    return element.data() instanceof Element.Constant constant
        && constant.value() instanceof Value.Concatenation;
  }

  private Target fixed(String word) {
    try {
      return parse(word);
    } catch (IllegalArgumentException e) {
      throw tokens.error("'" + word + "' is no ADDRESS, ADDRESS:PORT or :PORT");
    }
  }

  private static Target parse(String word) {
    if (word.startsWith("[")) {
      int end = word.lastIndexOf(']');
      String addresses = word.substring(1, end).replace("]-[", "-");
      return new Fixed(Optional.of(address(addresses)), port(word.substring(end + 1)));
    }
    int colon = word.indexOf(':');
    boolean isIpv6 = colon >= 0 && word.indexOf(':', colon + 1) > 0;
    if (isIpv6 || colon < 0) {
      return new Fixed(Optional.of(address(word)), Optional.empty());
    }
    Optional<Value> address =
        colon == 0 ? Optional.empty() : Optional.of(address(word.substring(0, colon)));
    return new Fixed(address, port(word.substring(colon)));
  }

  private static Value address(String word) {
    DataType type = word.indexOf(':') < 0 ? DataType.IPV4_ADDR : DataType.IPV6_ADDR;
    Value address = new ValueReader(new Tokens(word)).compared(ImmutableList.of(type));
    if (address instanceof Value.Block) {
      throw new IllegalArgumentException("a block is no address");
    }
    return address;
  }

  private static Optional<Value> port(String colonAndPort) {
    if (colonAndPort.isEmpty()) {
      return Optional.empty();
    }
    Tokens port = new Tokens(colonAndPort.substring(1));
    return Optional.of(new ValueReader(port).compared(ImmutableList.of(DataType.INET_SERVICE)));
  }

  private List<String> flags() {
    ImmutableList.Builder<String> flags = ImmutableList.builder();
    while (FLAGS.contains(tokens.peek().text())) {
      flags.add(tokens.next().text());
      tokens.passes(",");
    }
    return flags.build();
  }
}
