package io.kubenet.netfilter;

import io.kubenet.chance.choice.Chance;
import io.kubenet.chance.choice.Exploration;
import io.kubenet.chance.choice.SeededChance;
import io.kubenet.net.IpPort;
import io.kubenet.net.Packet;
import io.kubenet.net.Protocol;
import io.kubenet.netfilter.compiler.ProgramCompiler;
import io.kubenet.ruleset.host.HostRules;
import io.kubenet.ruleset.nftables.NftablesRuleset;
import io.kubenet.trace.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** A node with nftables rules, and packets that come to it. */
final class NftablesNode {

  private Netfilter netfilter;
  private final Chance chance = new SeededChance(7);
  private Duration now = Duration.ZERO;

  private NftablesNode(Netfilter netfilter) {
    this.netfilter = netfilter;
  }

  static NftablesNode with(String script) {
    return new NftablesNode(new Netfilter(program(script), new TestHost()));
  }

  private static Program program(String script) {
    return ProgramCompiler.checked(HostRules.of(NftablesRuleset.parseLeniently(script)));
  }

  void load(String script) {
    netfilter = netfilter.withProgram(program(script));
  }

  void wait(Duration time) {
    now = now.plus(time);
  }

  Judgement pass(Hook hook, SocketBuffer buffer) {
    return netfilter.pass(hook, buffer, Circumstances.unrecorded(chance, now));
  }

  List<Step> story(Hook hook, SocketBuffer buffer) {
    List<Step> steps = new ArrayList<>();
    netfilter.pass(hook, buffer, Circumstances.recorded(chance, now, steps::add));
    return steps;
  }

  /** What becomes of a packet that is sent anew on every way. */
  <T> List<Exploration.Way<T>> everyWay(Hook hook, Function<SocketBuffer, T> result) {
    return Exploration.everyWay(
        way -> {
          SocketBuffer buffer = tcp("10.244.1.5:40000", "10.96.0.10:80");
          netfilter.overlay().pass(hook, buffer, Circumstances.unrecorded(way, now));
          return result.apply(buffer);
        });
  }

  static SocketBuffer tcp(String source, String destination) {
    return packet(Protocol.TCP, source, destination);
  }

  static SocketBuffer udp(String source, String destination) {
    return packet(Protocol.UDP, source, destination);
  }

  private static SocketBuffer packet(Protocol protocol, String source, String destination) {
    return SocketBuffer.received(
        Packet.first(protocol, IpPort.of(source), IpPort.of(destination)), "cni0");
  }
}
