package io.kubenet.symbolic;

import io.kubenet.chance.choice.Chance;
import io.kubenet.chance.choice.Choice;
import io.kubenet.chance.choice.Exploration;
import io.kubenet.net.Datagram;
import io.kubenet.net.IcmpMessage;
import io.kubenet.net.IpAddress;
import io.kubenet.net.Packet;
import io.kubenet.net.Payload;
import io.kubenet.net.TcpSegment;
import io.kubenet.netfilter.Circumstances;
import io.kubenet.netfilter.Hook;
import io.kubenet.netfilter.HostNetwork;
import io.kubenet.netfilter.Judgement;
import io.kubenet.netfilter.Netfilter;
import io.kubenet.netfilter.Program;
import io.kubenet.netfilter.SocketBuffer;
import io.kubenet.packetset.IntervalSet;
import io.kubenet.packetset.Likeness;
import io.kubenet.ruleset.AddressType;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * The kernel of a node with its rules: what becomes of a packet that it receives, or sends itself;
 * where that comes through, of the reply to it, and of the next packet the same way.
 */
public final class NodeMachine {

  /** The interface of what the node sends itself. */
  public static final String NONE = "";

  private static final int FLAGS = 64;
  private static final String LOOPBACK = "lo";

  private final Program program;
  private final HostNetwork host;

  /**
   * A node.
   *
   * @param program its rules, compiled
   * @param host its addresses and routes
   */
  public NodeMachine(Program program, HostNetwork host) {
    this.program = program;
    this.host = host;
  }

  /**
   * What may become of the packet of a likeness, which is told all that is asked.
   *
   * @param likeness its interface is {@link #NONE} for what the node sends itself
   */
  public Fates fates(Likeness likeness) {
    return fates(likeness.packet(), likeness.inInterface(), likeness);
  }

  /** What may become of a packet. */
  public Fates fates(Packet packet, String inInterface) {
    return fates(packet, inInterface, Likeness.UNWATCHED);
  }

  private Fates fates(Packet packet, String inInterface, Likeness likeness) {
    likeness.keepInterface(inInterface, name -> name.equals(NONE) == inInterface.equals(NONE));
    return Fates.of(
        Exploration.everyWay(
            chance -> new Run(packet, inInterface, new Unknowns(chance), likeness).story()));
  }

  /** What nobody knows holds in one way, and does not in another. */
  private static final class Unknowns implements Chance {

    private static final Choice EITHER = Choice.even(2);

    private final Chance chance;
    private final Map<Object, Boolean> answers = new LinkedHashMap<>();

    Unknowns(Chance chance) {
      this.chance = chance;
    }

    @Override
    public int choose(Choice choice) {
      return chance.choose(choice);
    }

    @Override
    public int draw(int bound) {
      return chance.draw(bound);
    }

    @Override
    public Optional<Boolean> suppose(Object question) {
      return Optional.of(answers.computeIfAbsent(question, any -> chance.choose(EITHER) == 0));
    }
  }

  /** One way of one packet, of its reply, and of the next. */
  private final class Run {

    private final Packet packet;
    private final String inInterface;
    private final Netfilter netfilter = new Netfilter(program, host);
    private final Circumstances circumstances;
    private final Likeness likeness;
    private BiFunction<Packet, Packet, Header> naming = Header::of;

    Run(Packet packet, String inInterface, Chance chance, Likeness likeness) {
      this.packet = packet;
      this.inInterface = inInterface;
      this.likeness = likeness;
      this.circumstances =
          Circumstances.unrecorded(chance, Duration.ofSeconds(1)).watchedBy(likeness);
    }

    String story() {
      SocketBuffer first = buffer(packet, inInterface);
      Fate fate = carry(first);
      if (!fate.isPassed() || !isAnswered()) {
        return fate.toString();
      }
      String back = fate.kind() == Fate.Kind.DELIVERED ? NONE : fate.detail();
      naming = Header::ofReply;
      Fate reply = carry(buffer(first.packet().reversed(answer(packet)), back));
      naming = Header::of;
      Fate next = carry(buffer(packet.withPayload(following(packet)), inInterface));
      return fate + "; reply " + reply + (next.equals(fate) ? "" : "; the next packet " + next);
    }

    private boolean isAnswered() {
      if (packet.payload() instanceof TcpSegment segment) {
        likeness.keepFlags(
            segment.flags(),
            IntervalSet.where(
                FLAGS, other -> new TcpSegment(other).isOpening() == segment.isOpening()));
      }
      return !(packet.payload() instanceof IcmpMessage)
          && (!(packet.payload() instanceof TcpSegment segment) || segment.isOpening());
    }

    private SocketBuffer buffer(Packet sent, String from) {
      return from.equals(NONE) ? SocketBuffer.sent(sent) : SocketBuffer.received(sent, from);
    }

    private Fate carry(SocketBuffer buffer) {
      return buffer.inInterface().isPresent() ? receive(buffer) : send(buffer);
    }

    private Fate receive(SocketBuffer buffer) {
      return judge(Hook.PREROUTING, buffer)
          .orElseGet(() -> isLocal(buffer) ? deliver(buffer) : forward(buffer));
    }

    private Fate deliver(SocketBuffer buffer) {
      return judge(Hook.INPUT, buffer)
          .orElseGet(() -> passed(Fate.Kind.DELIVERED, LOOPBACK, buffer));
    }

    private Fate forward(SocketBuffer buffer) {
      return route(buffer).or(() -> judge(Hook.FORWARD, buffer)).orElseGet(() -> leave(buffer));
    }

    private Fate leave(SocketBuffer buffer) {
      return judge(Hook.POSTROUTING, buffer)
          .or(() -> judge(Hook.EGRESS, buffer))
          .orElseGet(() -> passed(Fate.Kind.SENT, buffer.outInterface().orElse(NONE), buffer));
    }

    private Fate send(SocketBuffer buffer) {
      return route(buffer)
          .or(() -> judge(Hook.OUTPUT, buffer))
          .or(() -> route(buffer))
          .orElseGet(() -> isLocal(buffer) ? loopBack(buffer) : leave(buffer));
    }

    private Fate loopBack(SocketBuffer buffer) {
      return judge(Hook.POSTROUTING, buffer)
          .or(
              () -> {
                buffer.comeBackBy(LOOPBACK);
                return judge(Hook.PREROUTING, buffer);
              })
          .orElseGet(() -> deliver(buffer));
    }

    private Optional<Fate> route(SocketBuffer buffer) {
      if (isLocal(buffer)) {
        buffer.leaveBy(LOOPBACK);
        return Optional.empty();
      }
      Optional<String> device = host.interfaceTo(buffer.packet().destination());
      device.ifPresent(buffer::leaveBy);
      return device.isPresent() ? Optional.empty() : Optional.of(Fate.of(Fate.Kind.UNROUTABLE, ""));
    }

    private boolean isLocal(SocketBuffer buffer) {
      IpAddress destination = buffer.packet().destination();
      if (likeness.isWatched()) {
        likeness.keepAddress(destination, host.alike(destination));
      }
      return host.typeOf(destination) == AddressType.LOCAL;
    }

    private Fate passed(Fate.Kind kind, String device, SocketBuffer buffer) {
      return new Fate(kind, device, Optional.of(naming.apply(buffer.packet(), packet)));
    }

    private Optional<Fate> judge(Hook hook, SocketBuffer buffer) {
      Judgement judgement = netfilter.pass(hook, buffer, circumstances);
      if (judgement instanceof Judgement.Dropped dropped) {
        String why = dropped.rule().isPresent() ? "" : dropped.cause().getClass().getSimpleName();
        return Optional.of(Fate.of(Fate.Kind.DROPPED, why));
      }
      if (judgement instanceof Judgement.Rejected rejected) {
        return Optional.of(Fate.of(Fate.Kind.REJECTED, rejected.with()));
      }
      if (judgement instanceof Judgement.Undecided undecided) {
        return Optional.of(Fate.of(Fate.Kind.UNDECIDED, undecided.unknown()));
      }
      return Optional.empty();
    }
  }

  private static Payload answer(Packet packet) {
    return packet.payload() instanceof TcpSegment ? TcpSegment.SYN_ACK : Datagram.INSTANCE;
  }

  private static Payload following(Packet packet) {
    return packet.payload() instanceof TcpSegment ? TcpSegment.ACK : Datagram.INSTANCE;
  }
}
