package io.kubenet.ruleset.iptables;

import com.google.common.collect.ImmutableList;
import io.kubenet.ruleset.iptables.target.Decision;
import io.kubenet.ruleset.iptables.target.Dnat;
import io.kubenet.ruleset.iptables.target.Masquerade;
import io.kubenet.ruleset.iptables.target.NoTrack;
import io.kubenet.ruleset.iptables.target.Redirect;
import io.kubenet.ruleset.iptables.target.Snat;
import io.kubenet.ruleset.iptables.target.Target;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A target that is modelled.
 *
 * @param name its name
 * @param options the options that there are, with how many words follow each
 * @param reader makes the target of the options that were given
 */
record TargetKind(String name, Map<String, Integer> options, Function<Options, Target> reader) {

  private static final List<TargetKind> KINDS =
      ImmutableList.of(
          of("ACCEPT ", options -> Decision.ACCEPT),
          of("DROP ", options -> Decision.DROP),
          of("RETURN ", options -> Decision.RETURN),
          of("REJECT --reject-with=1", TargetReaders::reject),
          of(
              "LOG --log-prefix=1 --log-level=1 --log-tcp-sequence=0 --log-tcp-options=0"
                  + " --log-ip-options=0 --log-uid=0 --log-macdecode=0",
              TargetReaders::log),
          of(
              "MARK --set-xmark=1 --set-mark=1 --or-mark=1 --and-mark=1 --xor-mark=1",
              TargetReaders::mark),
          of(
              "CONNMARK --set-xmark=1 --set-mark=1 --save-mark=0 --restore-mark=0 --nfmask=1"
                  + " --ctmask=1 --mask=1",
              TargetReaders::connmark),
          of(
              "DNAT --to-destination=1 --random=0 --random-fully=0 --persistent=0",
              options -> new Dnat(TargetReaders.range("--to-destination", options))),
          of(
              "SNAT --to-source=1 --random=0 --random-fully=0 --persistent=0",
              options -> new Snat(TargetReaders.range("--to-source", options))),
          of(
              "MASQUERADE --to-ports=1 --random=0 --random-fully=0",
              options -> new Masquerade(TargetReaders.ports(options))),
          of(
              "REDIRECT --to-ports=1 --random=0",
              options -> new Redirect(TargetReaders.ports(options))),
          of("NOTRACK ", options -> NoTrack.NOTRACK),
          of(
              "CT --notrack=0 --zone=1 --zone-orig=1 --zone-reply=1 --helper=1 --timeout=1"
                  + " --ctevents=1 --expevents=1",
              TargetReaders::ct));

  /** Takes the target's name, and behind it each option with how many words follow it. */
  private static TargetKind of(String synopsis, Function<Options, Target> reader) {
    String name = synopsis.substring(0, synopsis.indexOf(' '));
    return new TargetKind(name, MatchKind.options(synopsis), reader);
  }

  static Optional<TargetKind> named(String name) {
    return KINDS.stream().filter(kind -> kind.name.equals(name)).findFirst();
  }

  Target read(Options given) {
    return reader.apply(given);
  }
}
