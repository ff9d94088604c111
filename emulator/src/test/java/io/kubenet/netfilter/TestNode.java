package io.kubenet.netfilter;

import io.kubenet.chance.choice.Chance;
import io.kubenet.chance.choice.SeededChance;
import io.kubenet.net.IpFamily;
import io.kubenet.net.Packet;
import io.kubenet.netfilter.compiler.ProgramCompiler;
import io.kubenet.ruleset.host.HostRules;
import io.kubenet.ruleset.iptables.IptablesRuleset;
import io.kubenet.trace.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A node with rules, between eth0 and cni0, and a clock that a test turns. */
final class TestNode {

  private static final Chance CHANCE = new SeededChance(1);

  private Netfilter netfilter;
  private Duration now = Duration.ZERO;
  private final List<Step> steps = new ArrayList<>();

  private TestNode(Netfilter netfilter) {
    this.netfilter = netfilter;
  }

  /** A node with rules as iptables-save prints them. */
  static TestNode ofRules(String rules) {
    return new TestNode(new Netfilter(program(rules), new TestHost()));
  }

  private static Program program(String rules) {
    return ProgramCompiler.checked(HostRules.of(IptablesRuleset.parse(IpFamily.IPV4, rules)));
  }

  /** Gives it other rules. */
  void load(String rules) {
    netfilter = netfilter.withProgram(program(rules));
  }

  /** A node whose FORWARD chain drops what a rule, without target, matches. */
  static TestNode dropping(String rule) {
    return ofRules("*filter\n:FORWARD ACCEPT\n-A FORWARD " + rule + " -j DROP\nCOMMIT\n");
  }

  TestNode withConnectionLimit(int limit) {
    netfilter = netfilter.withConnectionLimit(limit);
    return this;
  }

  Netfilter netfilter() {
    return netfilter;
  }

  List<Step> steps() {
    return steps;
  }

  void waitFor(Duration time) {
    now = now.plus(time);
  }

  List<Connection> connections() {
    return netfilter.connections(now);
  }

  Judgement pass(Hook hook, SocketBuffer buffer) {
    return netfilter.pass(hook, buffer, Circumstances.recorded(CHANCE, now, steps::add));
  }

  /** Carries a packet through from one interface to the other; what became of it. */
  Judgement forward(SocketBuffer buffer) {
    String other = buffer.inInterface().orElseThrow().equals("eth0") ? "cni0" : "eth0";
    Judgement judgement = pass(Hook.PREROUTING, buffer);
    buffer.leaveBy(other);
    for (Hook hook : List.of(Hook.FORWARD, Hook.POSTROUTING)) {
      judgement = judgement.isAccepted() ? pass(hook, buffer) : judgement;
    }
    return judgement;
  }

  /** The packet that leaves the node, which is accepted, where this one came by eth0. */
  Packet inward(Packet packet) {
    return through(packet, "eth0");
  }

  /** The packet that leaves the node, which is accepted, where this one came by cni0. */
  Packet outward(Packet packet) {
    return through(packet, "cni0");
  }

  private Packet through(Packet packet, String inInterface) {
    SocketBuffer buffer = SocketBuffer.received(packet, inInterface);
    if (!forward(buffer).isAccepted()) {
      throw new AssertionError(packet + " does not come through");
    }
    return buffer.packet();
  }

  /** Whether a packet from a pod comes through. */
  boolean lets(Packet packet) {
    return forward(SocketBuffer.received(packet, "cni0")).isAccepted();
  }
}
