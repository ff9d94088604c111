package io.kubenet.dataplane;

import io.kubenet.netfilter.Judgement;
import java.util.Optional;
import java.util.regex.Pattern;

/** An answer hangs on a rule's condition or target that is not modelled. */
public final class UndecidedException extends RuntimeException {

  private static final long serialVersionUID = 1;

  /** Names of chains have small letters or dashes, or are long; names of targets are none. */
  private static final Pattern CHAIN =
      Pattern.compile("-g .*|-j (?:[^ ]*[-a-z_][^ ]*|KUBE[^ ]*|DOCKER[^ ]*)");

  private static final Pattern INTERFACE = Pattern.compile("(?:! )?-[io] .*|the interface .*");

  /**
   * What cannot be decided.
   *
   * @param place where the rule stands in a listing
   */
  UndecidedException(String node, Judgement.Undecided undecided, Optional<String> place) {
    super(
        node
            + ": the answer hangs on '"
            + undecided.unknown()
            + "', which is not modelled: "
            + place.map(known -> known + ": ").orElse("")
            + undecided.rule().text()
            + remedy(undecided.unknown()));
  }

  /** What somebody can do about it. */
  private static String remedy(String unknown) {
    if (INTERFACE.matcher(unknown).matches()) {
      return "; say with --uplink, --pod-interfaces or --interfaces NODE=FILE what the node's"
          + " interfaces are called";
    }
    if (CHAIN.matcher(unknown).matches()) {
      return "; the listing has no such chain: it was cut";
    }
    return unknown.startsWith("xt ")
        ? "; give what iptables-save of the node prints beside it (--rules NODE=FILE once more)"
        : "";
  }
}
