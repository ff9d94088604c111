package io.kubenet.ruleset.iptables;

import com.google.common.collect.ImmutableMap;
import io.kubenet.net.IpFamily;
import io.kubenet.ruleset.iptables.match.Destination;
import io.kubenet.ruleset.iptables.match.FragmentMatch;
import io.kubenet.ruleset.iptables.match.InInterface;
import io.kubenet.ruleset.iptables.match.InterfaceName;
import io.kubenet.ruleset.iptables.match.Match;
import io.kubenet.ruleset.iptables.match.Negatable;
import io.kubenet.ruleset.iptables.match.OutInterface;
import io.kubenet.ruleset.iptables.match.ProtocolMatch;
import io.kubenet.ruleset.iptables.match.Quoted;
import io.kubenet.ruleset.iptables.match.Source;
import io.kubenet.ruleset.iptables.target.GoTo;
import io.kubenet.ruleset.iptables.target.Jump;
import io.kubenet.ruleset.iptables.target.NoTarget;
import io.kubenet.ruleset.iptables.target.Target;
import io.kubenet.ruleset.iptables.target.UnknownTarget;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads a rule from behind its chain's name. */
final class RuleReader {

  /** The options that belong to no module, with their short names. */
  private static final Map<String, String> HEADER =
      ImmutableMap.<String, String>builder()
          .put("--source", "-s")
          .put("--src", "-s")
          .put("--destination", "-d")
          .put("--dst", "-d")
          .put("--in-interface", "-i")
          .put("--out-interface", "-o")
          .put("--protocol", "-p")
          .put("--proto", "-p")
          .put("--fragment", "-f")
          .put("--match", "-m")
          .put("--jump", "-j")
          .put("--goto", "-g")
          .buildOrThrow();

  private final IpFamily family;
  private final Strictness strictness;

  RuleReader(IpFamily family, Strictness strictness) {
    this.family = family;
    this.strictness = strictness;
  }

  /** Reads a rule of a table that has these chains. */
  Rule read(Tokens tokens, Set<String> chains) {
    ModulesDraft modules = new ModulesDraft(family, strictness);
    List<Match> header = new ArrayList<>();
    Target target = NoTarget.INSTANCE;
    while (!tokens.isAtEnd()) {
      boolean isNegated = tokens.peek().equals("!");
      if (isNegated) {
        tokens.next();
      }
      String option = tokens.next();
      switch (HEADER.getOrDefault(option, option)) {
        case "-m" -> modules.load(tokens);
        case "-j" -> target = target(tokens, chains);
        case "-g" -> target = goTo(tokens.next(), chains);
        case "-s", "-d", "-i", "-o", "-p", "-f" -> {
          Match match =
              header(HEADER.getOrDefault(option, option), new Negatable<>(tokens, isNegated));
          header.add(match);
          modules.noteProtocol(match);
        }
        default -> modules.option(new Negatable<>(option, isNegated), tokens);
      }
    }
    header.addAll(modules.matches());
    return new Rule(header, target);
  }

  private Match header(String option, Negatable<Tokens> tokens) {
    if (option.equals("-f")) {
      return new FragmentMatch(tokens.isNegated());
    }
    Negatable<String> value = tokens.map(Tokens::next);
    return switch (option) {
      case "-s" -> new Source(value.map(text -> Values.addressMask(text, family)));
      case "-d" -> new Destination(value.map(text -> Values.addressMask(text, family)));
      case "-i" -> new InInterface(value.map(InterfaceName::new));
      case "-o" -> new OutInterface(value.map(InterfaceName::new));
      default -> new ProtocolMatch(value.map(Values::protocol));
    };
  }

  private Target target(Tokens tokens, Set<String> chains) {
    String name = tokens.next();
    if (chains.contains(name)) {
      return new Jump(name);
    }
    Optional<TargetKind> kind = TargetKind.named(name);
    if (kind.isPresent()) {
      return kind.get().read(new Options(family, kind.get().options(), name).read(tokens));
    }
    if (strictness == Strictness.STRICT) {
      throw new IllegalArgumentException("no target and no chain '" + name + "' is known");
    }
    return new UnknownTarget(name, "-j " + Quoted.word(name) + Options.rest(tokens));
  }

  private Target goTo(String name, Set<String> chains) {
    if (chains.contains(name)) {
      return new GoTo(name);
    }
    if (strictness == Strictness.STRICT) {
      throw new IllegalArgumentException("no chain '" + name + "' is declared");
    }
    return new UnknownTarget(name, "-g " + Quoted.word(name));
  }
}
