package io.kubenet.node;

import static java.util.stream.Collectors.toCollection;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.kubenet.model.ObjectName;
import io.kubenet.netfilter.InterfacePattern;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a node's interfaces are called: on nodes of the emulator's own they have its names; on one
 * whose rules a real machine listed they have names that somebody stated, or that its rules tell
 * of.
 */
public final class InterfaceNames {

  /** What the uplink is called where nobody says otherwise. */
  public static final String UPLINK = "eth0";

  /** What the pods' bridge is called where nobody says otherwise. */
  public static final String BRIDGE = "cni0";

  /** How sure a name is. */
  private enum Certainty {
    /** It is so. */
    CERTAIN,
    /** Nothing contradicts it. */
    SUPPOSED,
    /** There are several. */
    AMBIGUOUS
  }

  /**
   * What is known of an interface's name.
   *
   * @param asked the name, or {@code cali+} for how it begins
   */
  private record Name(String asked, Certainty certainty) {

    /** Whether a name that a rule asks for is it; empty where that cannot be told of its start. */
    Optional<Boolean> is(String other) {
      if (!asked.endsWith("+")) {
        return Optional.of(InterfacePattern.matches(other, asked));
      }
      String start = asked.substring(0, asked.length() - 1);
      if (other.endsWith("+") && InterfacePattern.matches(other, start)) {
        return Optional.of(true);
      }
      return InterfacePattern.matches(asked, other) ? Optional.empty() : Optional.of(false);
    }
  }

  /** Those of the emulator's own nodes. */
  public static final InterfaceNames OWN =
      new InterfaceNames(
          new Name(UPLINK, Certainty.CERTAIN),
          new Name(BRIDGE, Certainty.CERTAIN),
          true,
          new LinkedHashSet<>());

  private final Name uplink;
  private final Name pods;
  private final List<String> unplaced;

  /** Whether veths are called as their makers call those of the cluster's pods. */
  private final boolean areVethsKnown;

  private InterfaceNames(Name uplink, Name pods, boolean areVethsKnown, Set<String> unplaced) {
    this.uplink = uplink;
    this.pods = pods;
    this.areVethsKnown = areVethsKnown;
    this.unplaced = ImmutableList.copyOf(unplaced);
  }

  /**
   * The names of a node whose rules ask for some.
   *
   * @param asked the names that rules ask for
   * @param stated the names that somebody stated
   * @param ofCluster the pods of the cluster
   */
  static InterfaceNames learned(
      Set<String> asked, StatedInterfaces stated, Collection<ObjectName> ofCluster) {
    Name uplink =
        stated
            .uplink()
            .map(name -> new Name(name, Certainty.CERTAIN))
            .orElseGet(() -> only(ofKind(asked, InterfaceKind.CARD), UPLINK));
    Name pods =
        stated
            .pods()
            .map(name -> new Name(name, Certainty.CERTAIN))
            .orElseGet(() -> only(families(asked), BRIDGE));
    Set<String> unplaced = new LinkedHashSet<>();
    for (String name : asked) {
      boolean isPlaced =
          uplink.is(name).equals(Optional.of(true)) || !pods.is(name).equals(Optional.of(false));
      InterfaceKind kind = InterfaceKind.of(name);
      if (!isPlaced && kind != InterfaceKind.LOOPBACK && kind != InterfaceKind.OTHER) {
        unplaced.add(name);
      }
    }
    String start = startOfVeths(pods);
    boolean areVethsKnown =
        ofCluster.stream().anyMatch(pod -> asked.contains(VethName.of(start, pod)));
    return new InterfaceNames(uplink, pods, areVethsKnown, unplaced);
  }

  private static String startOfVeths(Name pods) {
    return pods.asked().endsWith("+")
        ? pods.asked().substring(0, pods.asked().length() - 1)
        : "cali";
  }

  /** Whether its pods hang on veths of their own, and no bridge. */
  public boolean areVeths() {
    return pods.asked().endsWith("+");
  }

  /** The node's end of a pod's veth, as Calico and aws-node call it. */
  public String vethOf(ObjectName pod) {
    return VethName.of(startOfVeths(pods), pod);
  }

  private static Set<String> ofKind(Set<String> asked, InterfaceKind kind) {
    return asked.stream()
        .filter(name -> InterfaceKind.of(name) == kind)
        .collect(toCollection(LinkedHashSet::new));
  }

  /** Names of single veths tell nothing where a bridge is named: they may be its ports. */
  private static Set<String> families(Set<String> asked) {
    Set<String> starts =
        asked.stream()
            .filter(name -> InterfaceKind.of(name).isOfPods())
            .filter(name -> name.endsWith("+") || InterfaceKind.of(name) != InterfaceKind.POD_VETH)
            .map(InterfaceKind::family)
            .collect(toCollection(LinkedHashSet::new));
    return starts.isEmpty()
        ? ofKind(asked, InterfaceKind.POD_VETH).stream()
            .map(InterfaceKind::family)
            .collect(toCollection(LinkedHashSet::new))
        : starts;
  }

  private static Name only(Set<String> names, String usual) {
    if (names.isEmpty()) {
      return new Name(usual, Certainty.SUPPOSED);
    }
    return names.size() == 1
        ? new Name(names.iterator().next(), Certainty.SUPPOSED)
        : new Name(usual, Certainty.AMBIGUOUS);
  }

  /**
   * Whether an interface has a name; empty where nobody can tell.
   *
   * @param interfaceName what the interface is called in the emulator
   * @param asked the name that a rule asks for, or {@code cali+} for how it begins
   */
  public Optional<Boolean> isCalled(String interfaceName, String asked) {
    if (asked.equals("+")) {
      return Optional.of(true);
    }
    return switch (interfaceName) {
      case UPLINK -> isCalled(uplink, asked, InterfaceKind.CARD);
      case BRIDGE -> isCalled(pods, asked, InterfaceKind.POD_BRIDGE);
      default ->
          areVeths() && InterfacePattern.matches(pods.asked(), interfaceName)
              ? isVethCalled(interfaceName, asked)
              : Optional.of(InterfacePattern.matches(asked, interfaceName));
    };
  }

  private Optional<Boolean> isVethCalled(String veth, String asked) {
    boolean isOfFamily = !pods.is(asked).equals(Optional.of(false));
    return areVethsKnown && isOfFamily
        ? Optional.of(InterfacePattern.matches(asked, veth))
        : isCalled(pods, asked, InterfaceKind.POD_VETH);
  }

  private static Optional<Boolean> isCalled(Name name, String asked, InterfaceKind own) {
    Optional<Boolean> is = name.is(asked);
    if (name.certainty() == Certainty.CERTAIN
        || (name.certainty() == Certainty.SUPPOSED && !is.equals(Optional.of(false)))) {
      return is;
    }
    return isAnothers(InterfaceKind.of(asked), own) ? Optional.of(false) : Optional.empty();
  }

  /** Whether interfaces of a kind are never those of another. */
  private static boolean isAnothers(InterfaceKind kind, InterfaceKind own) {
    return switch (kind) {
      case LOOPBACK, OTHER -> true;
      case CARD -> own != InterfaceKind.CARD;
      case POD_VETH, POD_BRIDGE -> own == InterfaceKind.CARD;
      case TUNNEL -> own != InterfaceKind.CARD;
      case UNKNOWN -> false;
    };
  }

  /** What stands for what, where that is not usual; a line each. */
  public List<String> remarks() {
    return Stream.concat(
            Stream.concat(
                remark("the uplink", uplink, UPLINK).stream(),
                remark("its pods", pods, BRIDGE).stream()),
            unplaced.stream().map(name -> "nobody says what " + name + " is"))
        .collect(ImmutableList.toImmutableList());
  }

  private static final Map<Certainty, String> WHY =
      ImmutableMap.of(
          Certainty.CERTAIN, "as stated",
          Certainty.SUPPOSED, "as its rules have it",
          Certainty.AMBIGUOUS, "among several that its rules name");

  /** Of a name that is the usual one there is nothing to say. */
  private static Optional<String> remark(String role, Name name, String usual) {
    if (name.certainty() == Certainty.AMBIGUOUS) {
      return Optional.of("nobody says which interface is that of " + role);
    }
    return name.asked().equals(usual)
        ? Optional.empty()
        : Optional.of(
            name.asked()
                + " is taken for the interface of "
                + role
                + ", "
                + WHY.get(name.certainty()));
  }
}
