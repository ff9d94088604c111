package io.kubenet.netfilter;

import com.google.common.collect.ImmutableList;
import java.time.Duration;
import java.util.List;

/**
 * The netfilter of one network namespace: a program, and what packets left behind.
 *
 * <p>The host's network stack calls {@link #pass} at each hook of a packet's way, in the kernel's
 * order: PREROUTING, then INPUT or FORWARD and POSTROUTING for what it received; OUTPUT and
 * POSTROUTING for what it sends. Between PREROUTING or OUTPUT and the next hook it routes by the
 * destination that the packet has by then, and calls {@link SocketBuffer#leaveBy}. Replies and ICMP
 * errors go the same way; conntrack translates them back.
 */
public final class Netfilter {

  private final Program program;
  private final Namespace namespace;

  private Netfilter(Program program, Namespace namespace) {
    this.program = program;
    this.namespace = namespace;
  }

  public Netfilter(Program program, HostNetwork host) {
    this(program, Namespace.of(host));
  }

  /**
   * Other rules in the same namespace: connections live on, and what rules keep that stay. These
   * here must not be used any more.
   */
  public Netfilter withProgram(Program other) {
    namespace.memories().retain(other::keeps);
    return new Netfilter(other, namespace);
  }

  public boolean hasProgram(Program asked) {
    return program == asked;
  }

  /** The same namespace with room for so many connections; 0 for any number. */
  public Netfilter withConnectionLimit(int limit) {
    return new Netfilter(program, namespace.withConnectionLimit(limit));
  }

  /**
   * The same namespace to try things on: what packets leave behind here is not seen in this one,
   * which must not be used meanwhile.
   */
  public Netfilter overlay() {
    return new Netfilter(program, namespace.overlay());
  }

  /**
   * The same namespace to try things on, at a time that nobody knows: rotations may be anywhere.
   * What packets leave behind here is not seen in this one, which must not be used meanwhile.
   */
  public Netfilter overlayAtAnyTime() {
    Netfilter overlay = overlay();
    overlay.namespace.memories().retain(key -> !(key instanceof Position));
    return overlay;
  }

  Program program() {
    return program;
  }

  Namespace namespace() {
    return namespace;
  }

  /** Judges a packet at a hook, and changes it as rules and connections say. */
  public Judgement pass(Hook hook, SocketBuffer buffer, Circumstances circumstances) {
    List<Stage> stages = program.stages(buffer.packet().family(), hook);
    if (stages.isEmpty()) {
      return Judgement.Accepted.ACCEPTED;
    }
    Passage passage = new Passage(hook, buffer, this, circumstances);
    Judgement judgement = pass(stages, passage);
    passage.report();
    return judgement;
  }

  private static Judgement pass(List<Stage> stages, Passage passage) {
    for (int i = 0; i < stages.size(); i++) {
      Judgement judgement = stages.get(i).judge(passage);
      if (!judgement.isAccepted()) {
        return judgement;
      }
    }
    return Judgement.Accepted.ACCEPTED;
  }

  /** How many rules were compared with packets so far. */
  public long ruleVisits() {
    return namespace.visits().count();
  }

  /** The connections that are known, in the order in which they were confirmed. */
  public List<Connection> connections(Duration now) {
    return namespace.connections().connections(now.toNanos());
  }

  /**
   * Forgets connections, as {@code conntrack -D} does; those that it doesn't know are no matter.
   */
  public void forget(List<Connection> connections) {
    ImmutableList.copyOf(connections).forEach(namespace.connections()::remove);
  }
}
