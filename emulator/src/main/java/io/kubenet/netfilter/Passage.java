package io.kubenet.netfilter;

import io.kubenet.chance.choice.Alternative;
import io.kubenet.chance.choice.Choice;
import io.kubenet.net.IpAddress;
import io.kubenet.net.IpPort;
import io.kubenet.net.Packet;
import io.kubenet.packetset.IntervalSet;
import io.kubenet.packetset.Likeness;
import io.kubenet.ruleset.AddressRange;
import io.kubenet.ruleset.NatRange;
import io.kubenet.ruleset.RejectWith;
import io.kubenet.trace.RuleRef;
import io.kubenet.trace.Step;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** A packet at a hook: what rules may ask of it, and what they may do with it. */
public final class Passage {

  private final Hook hook;
  private final SocketBuffer buffer;
  private final Namespace namespace;
  private final Program program;
  private final Circumstances circumstances;
  private final long now;
  private final Story story;

  /** The names of interfaces that were found last, where the host did not know them. */
  private Optional<String> inName = Optional.empty();

  private Optional<String> outName = Optional.empty();

  Passage(Hook hook, SocketBuffer buffer, Netfilter netfilter, Circumstances circumstances) {
    this.hook = hook;
    this.buffer = buffer;
    this.namespace = netfilter.namespace();
    this.program = netfilter.program();
    this.circumstances = circumstances;
    this.now = circumstances.now().toNanos();
    this.story = new Story(circumstances.recorder());
  }

  public Hook hook() {
    return hook;
  }

  /** The packet as it is now. */
  public Packet packet() {
    return buffer.packet();
  }

  /** The interfaces and bridge ports, and the mark. */
  public SocketBuffer buffer() {
    return buffer;
  }

  public HostNetwork host() {
    return namespace.host();
  }

  /** The packets that were answered alike so far: who asks the packet something says it there. */
  public Likeness likeness() {
    return circumstances.likeness();
  }

  /** What an address is to the host was asked. */
  public void askedHostOf(IpAddress address) {
    if (likeness().isWatched()) {
      likeness().keepAddress(address, host().alike(address));
    }
  }

  /** What conntrack noted on the packet. */
  public Tracking tracking() {
    return buffer.tracking();
  }

  /** The time, in nanoseconds since the beginning. */
  public long now() {
    return now;
  }

  /** Decides what is left to chance. */
  public int choose(Choice choice) {
    return circumstances.chance().choose(choice);
  }

  /** The packet's source port, which is another for each connection. */
  public int sourcePort() {
    dependOnMore();
    return packet().sourcePort();
  }

  /** What is asked differs from one connection to the next. */
  public void dependOnMore() {
    circumstances.chance().dependOnMore();
  }

  /** Whether a condition that is not modelled holds for this packet; empty where nobody says. */
  public Optional<Boolean> suppose(Object condition) {
    return circumstances.chance().suppose(List.of(condition, namespace.host(), packet()));
  }

  /**
   * Whether an interface of the packet's has a name; supposed where its host cannot tell, and empty
   * where nobody supposes. A packet that no interface had has one without a name.
   *
   * @param asked the name; with a {@code +} behind it the start of names
   */
  public Optional<Boolean> isCalled(Optional<String> interfaceName, String asked) {
    String name = interfaceName.orElse("");
    likeness()
        .keepInterface(name, other -> isKnownToBe(other, asked).equals(isKnownToBe(name, asked)));
    if (name.isEmpty()) {
      return Optional.of(InterfacePattern.matches(asked, name));
    }
    Optional<Boolean> known = namespace.host().isCalled(name, asked);
    return known.isPresent() ? known : circumstances.chance().suppose(question(name, asked));
  }

  private Optional<Boolean> isKnownToBe(String name, String asked) {
    return name.isEmpty()
        ? Optional.of(InterfacePattern.matches(asked, name))
        : namespace.host().isCalled(name, asked);
  }

  /**
   * Finds out which of some names the packet's interfaces have, so that {@link #inName} and {@link
   * #outName} can be compared with them.
   *
   * @param in the names that the interface that it came by is compared with, whole ones first
   * @param out those of the interface that it leaves by
   * @return the first name of which nobody can tell
   */
  public Optional<String> settleNames(List<String> in, List<String> out) {
    inName = buffer.inInterface();
    outName = buffer.outInterface();
    for (String asked : in) {
      Optional<Boolean> isCalled = isCalled(buffer.inInterface(), asked);
      if (isCalled.isEmpty()) {
        return Optional.of(asked);
      }
      inName = InterfacePattern.name(inName, asked, isCalled.get());
    }
    for (String asked : out) {
      Optional<Boolean> isCalled = isCalled(buffer.outInterface(), asked);
      if (isCalled.isEmpty()) {
        return Optional.of(asked);
      }
      outName = InterfacePattern.name(outName, asked, isCalled.get());
    }
    return Optional.empty();
  }

  /** The name of the interface that it came by, as far as it was asked for. */
  public Optional<String> inName() {
    return inName.or(buffer::inInterface);
  }

  /** The name of the interface that it leaves by, as far as it was asked for. */
  public Optional<String> outName() {
    return outName.or(buffer::outInterface);
  }

  /** An interface has one name: of whole names at most one is its. */
  private Object question(String interfaceName, String asked) {
    List<Object> about = List.of("interface", namespace.host(), interfaceName);
    return asked.endsWith("+") ? List.of(about, asked) : new Alternative(about, asked);
  }

  /** What packets left behind under a key of the rules' own; it may be changed. */
  public <T extends Memory<T>> T recall(Object key, Class<T> type, Supplier<T> fresh) {
    dependOnMore();
    return namespace.memories().recall(key, type, fresh);
  }

  /** The set of this name, if the host has one. */
  public Optional<AddressSet> set(String name) {
    return program.set(name);
  }

  /** Notes what happened, where anybody wants to know. */
  public void record(Supplier<Step> step) {
    story.add(step);
  }

  /** Notes a step that matters only if something that is then done is noted, or decides. */
  public <T> T tell(Supplier<Step> step, Supplier<T> then) {
    return story.tell(step, then);
  }

  /** Counts a rule that is compared with the packet. */
  public void countVisit() {
    namespace.visits().increment();
  }

  /** Where it is, and what packets left behind there. */
  Namespace namespace() {
    return namespace;
  }

  /** Tells all that was noted. */
  void report() {
    story.report();
  }

  /** Marks the packet. */
  public void setMark(int mark, Supplier<RuleRef> rule) {
    int before = buffer.mark();
    buffer.setMark(mark);
    record(() -> new Step.Marked(rule.get(), before, mark));
  }

  /** Keeps the packet from conntrack, where it wasn't seen by it yet. */
  public void leaveUntracked() {
    if (buffer.tracking().equals(Tracking.NONE)) {
      buffer.track(Tracking.UNTRACKED);
    }
  }

  /**
   * Translates the packet's connection at the end that its hook translates: the destination at
   * PREROUTING and OUTPUT, the source at INPUT and POSTROUTING. A range without addresses keeps the
   * address.
   */
  public Judgement translate(NatRange range, Supplier<RuleRef> rule) {
    return new NatTarget(this, rule).translate(range);
  }

  /** Translates the source to the address of the interface that the packet leaves by. */
  public Judgement masquerade(NatRange range, Supplier<RuleRef> rule) {
    return new NatTarget(this, rule).masquerade(range);
  }

  /** Translates the destination to the host itself, by the interface that the packet came by. */
  public Judgement redirect(NatRange range, Supplier<RuleRef> rule) {
    return new NatTarget(this, rule).redirect(range);
  }

  /** Rewrites the packet for a virtual server, and notes whose it is. */
  public void rewriteFor(VirtualService service, Packet rewritten) {
    buffer.rewrite(rewritten);
    buffer.belongTo(service);
  }

  /**
   * Tells conntrack whose replies to expect, where the connection is not confirmed yet
   * (ip_vs_update_conntrack of Linux 6.1); it is no NAT to conntrack.
   */
  public void expectRepliesFrom(IpPort server) {
    if (tracking().direction() == Direction.ORIGINAL) {
      tracking()
          .connection()
          .filter(connection -> !connection.is(Connection.Status.CONFIRMED))
          .ifPresent(connection -> connection.expectRepliesFrom(server));
    }
  }

  /** Drops the packet. */
  public Judgement drop(Supplier<RuleRef> rule) {
    RuleRef by = rule.get();
    record(() -> new Step.Dropped(by));
    return Judgement.Dropped.by(by);
  }

  /** Drops the packet and tells its sender. */
  public Judgement reject(RejectWith with, Supplier<RuleRef> rule) {
    RuleRef by = rule.get();
    record(() -> new Step.Rejected(by, with.toString()));
    return new Judgement.Rejected(
        by, with.toString(), new RejectReply(buffer, namespace.host()).with(with));
  }

  Judgement track() {
    boolean isNew = tracking().equals(Tracking.NONE);
    if (isNew && likeness().isWatched()) {
      Conntrack.keepAlike(likeness(), packet());
    }
    Judgement judgement = namespace.conntrack().track(buffer, now);
    if ((isNew && isOfEarlierConnection()) || !judgement.isAccepted()) {
      dependOnMore();
    }
    return judgement;
  }

  private boolean isOfEarlierConnection() {
    return tracking().direction() == Direction.ORIGINAL
        && tracking()
            .connection()
            .filter(connection -> connection.is(Connection.Status.CONFIRMED))
            .isPresent();
  }

  Judgement confirm() {
    Judgement judgement = namespace.conntrack().confirm(buffer, now);
    if (!judgement.isAccepted()) {
      dependOnMore();
    }
    return judgement;
  }

  /** Notes how the connection is translated; its packets are not rewritten yet. */
  void bind(NatRange range, Manipulation manipulation) {
    tracking()
        .connection()
        .filter(connection -> !connection.isInitialized(manipulation))
        .ifPresent(connection -> keepAlike(range, manipulation, connection.reply().inverse()));
    keep(range, manipulation);
  }

  /** Notes that the connection keeps an end, unless another connection has it. */
  void keep(NatRange range, Manipulation manipulation) {
    tracking()
        .connection()
        .filter(connection -> !connection.isInitialized(manipulation))
        .ifPresent(
            connection ->
                new NatAllocation(namespace.connections(), connection, circumstances.chance(), now)
                    .translate(range, manipulation));
  }

  /** Whether a translation changes anything is asked, and where in a range it leads. */
  private void keepAlike(NatRange range, Manipulation manipulation, Tuple current) {
    Likeness likeness = likeness();
    if (!likeness.isWatched()) {
      return;
    }
    boolean isSource = manipulation == Manipulation.SOURCE;
    IpAddress address = isSource ? current.source() : current.destination();
    int port = isSource ? current.sourcePort() : current.destinationPort();
    range.addresses().ifPresent(addresses -> keepAlike(addresses, address, current));
    range
        .ports()
        .ifPresent(
            ports -> likeness.askedWhether(port, IntervalSet.range(ports.first(), ports.last())));
    boolean isDrawn = range.has(NatRange.Flag.RANDOM) || range.has(NatRange.Flag.RANDOM_FULLY);
    if (isDrawn && isSource && range.ports().isEmpty()) {
      likeness.keepPort(port, NatAllocation.drawnAlike(port));
    }
    if (range.ports().isPresent() || (isDrawn && isSource)) {
      int drawnFirst = range.ports().orElseGet(() -> NatAllocation.portsLike(current)).first();
      likeness.askedWhether(likeness.packet().sourcePort(), IntervalSet.of(drawnFirst));
      likeness.askedWhether(likeness.packet().destinationPort(), IntervalSet.of(drawnFirst));
    }
  }

  private void keepAlike(AddressRange addresses, IpAddress address, Tuple current) {
    if (addresses.isOne()) {
      likeness().askedWhether(address, IntervalSet.of(addresses.first()));
    } else {
      likeness().pin(current.source());
      likeness().pin(current.destination());
    }
  }
}
