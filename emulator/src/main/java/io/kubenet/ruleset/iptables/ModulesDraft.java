package io.kubenet.ruleset.iptables;

import com.google.common.collect.ImmutableList;
import io.kubenet.net.IpFamily;
import io.kubenet.ruleset.iptables.match.Match;
import io.kubenet.ruleset.iptables.match.Negatable;
import io.kubenet.ruleset.iptables.match.ProtocolMatch;
import io.kubenet.ruleset.iptables.match.Quoted;
import io.kubenet.ruleset.iptables.match.UnknownMatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The modules of a rule while it is read, each with the options given to it. */
final class ModulesDraft {

  private interface Draft {
    Match finish();
  }

  private record Known(MatchKind kind, Options options) implements Draft {

    @Override
    public Match finish() {
      return kind.read(options);
    }
  }

  private record Unknown(UnknownMatch match) implements Draft {

    @Override
    public Match finish() {
      return match;
    }
  }

  private final IpFamily family;
  private final Strictness strictness;
  private final List<Draft> drafts = new ArrayList<>();
  private Optional<MatchKind> implied = Optional.empty();

  ModulesDraft(IpFamily family, Strictness strictness) {
    this.family = family;
    this.strictness = strictness;
  }

  /** Reads what follows {@code -m}. */
  void load(Tokens tokens) {
    String name = tokens.next();
    Optional<MatchKind> kind = MatchKind.named(name);
    boolean isSupported = !tokens.peek().equals("[unsupported");
    if (kind.isPresent() && isSupported) {
      drafts.add(new Known(kind.get(), new Options(family, kind.get().options(), name)));
      return;
    }
    String rest = Options.rest(tokens);
    if (strictness == Strictness.STRICT) {
      throw new IllegalArgumentException("no match '" + name + rest + "' is known");
    }
    drafts.add(new Unknown(new UnknownMatch(name, "-m " + Quoted.word(name) + rest)));
  }

  /** The protocol's own module need not be named: {@code -p tcp --dport 80}. */
  void noteProtocol(Match match) {
    if (match instanceof ProtocolMatch protocol && !protocol.protocol().isNegated()) {
      implied = MatchKind.named(moduleOf(protocol.protocol().value().toString()));
    }
  }

  /** Reads an option of a module that was named before, or of the protocol's own. */
  void option(Negatable<String> option, Tokens tokens) {
    for (Draft draft : ImmutableList.copyOf(drafts).reverse()) {
      if (draft instanceof Known known && known.options().isKnown(option.value())) {
        known.options().take(option, tokens);
        return;
      }
    }
    Options options =
        implied
            .map(kind -> new Options(family, kind.options(), kind.moduleName()))
            .filter(known -> known.isKnown(option.value()))
            .orElseThrow(() -> unknown(option));
    options.take(option, tokens);
    drafts.add(new Known(implied.orElseThrow(), options));
  }

  List<Match> matches() {
    return drafts.stream().map(Draft::finish).collect(ImmutableList.toImmutableList());
  }

  private static String moduleOf(String protocol) {
    return protocol.equals("ipv6-icmp") ? "icmp6" : protocol;
  }

  private static IllegalArgumentException unknown(Negatable<String> option) {
    return new IllegalArgumentException("'" + option.value() + "' is no option that is known here");
  }
}
