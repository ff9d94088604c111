package io.kubenet.dataplane;

import io.kubenet.net.IpAddress;
import io.kubenet.net.IpPort;
import io.kubenet.net.Packet;
import io.kubenet.netfilter.SocketBuffer;
import io.kubenet.trace.Cause;
import io.kubenet.trace.Outcome;
import io.kubenet.trace.Step;
import io.kubenet.trace.Trace;
import io.kubenet.trace.Verdict;
import java.util.Optional;

/**
 * Carries one packet and its answer.
 *
 * @param crossing what is around them
 * @param via the node that packets for an address of no node reach first, where one is given
 * @param answering how the host that the packet arrives at answers it
 */
record Carrier(Crossing crossing, Optional<String> via, Answering answering) {

  /** Sends a packet and carries back what it meets. */
  Exchange exchange(Host sender, Packet packet) {
    Journey journey = new Journey(crossing, via);
    Ending ending = new Walk(journey).from(sender, SocketBuffer.sent(packet));
    if (ending instanceof Ending.Arrived arrived) {
      return arrived(arrived, journey, new Homecoming(sender, packet));
    }
    Trace request = journey.trace(packet);
    return ending instanceof Ending.Answered answered
        ? answered(answered, request, new Homecoming(sender, packet))
        : new Exchange(
            Optional.of(request),
            Optional.empty(),
            ((Ending.Failed) ending).outcome(),
            Optional.empty());
  }

  private Exchange answered(Ending.Answered answered, Trace request, Homecoming home) {
    Journey back = new Journey(crossing, via);
    Ending ending = new Walk(back).back(answered);
    Outcome refused = answered.outcome().withVerdict(Verdict.REFUSED);
    return new Exchange(
        Optional.of(request),
        Optional.of(back.trace(answered.answer())),
        home.outcome(ending, refused),
        Optional.empty());
  }

  private Exchange arrived(Ending.Arrived arrived, Journey journey, Homecoming home) {
    Optional<Answers> answer = answering.to(arrived);
    Outcome told = told(arrived, answer);
    journey.note(
        answer
            .flatMap(Answers::by)
            .<Step>map(by -> new Step.Delivered(by.toString()))
            .orElseGet(() -> new Step.Stopped(told.cause())));
    Trace request = journey.trace(home.sent());
    if (answer.isEmpty()) {
      return new Exchange(Optional.of(request), Optional.empty(), told, Optional.empty());
    }
    return replied(arrived, answer.get(), new Told(request, told, home));
  }

  /** What the sender is to be told, and the request so far. */
  private record Told(Trace request, Outcome outcome, Homecoming home) {}

  private Exchange replied(Ending.Arrived arrived, Answers answer, Told told) {
    Journey back = new Journey(crossing, via);
    Packet reply = answer.buffer().packet();
    Ending ending = new Walk(back).from(arrived.host(), answer.buffer());
    Outcome outcome = told.home().outcome(ending, told.outcome());
    if (ending instanceof Ending.Arrived && answer.by().isPresent()) {
      back.note(new Step.Delivered(told.home().sender().name()));
    }
    return new Exchange(
        Optional.of(told.request()),
        Optional.of(back.trace(reply)),
        outcome,
        answer
            .by()
            .filter(by -> outcome.verdict() == Verdict.ESTABLISHED)
            .map(by -> served(by, arrived.packet())));
  }

  private static Exchange.Served served(Place by, Packet packet) {
    IpAddress client = packet.source();
    return new Exchange.Served(
        by, new IpPort(packet.destination(), packet.destinationPort()), client);
  }

  private static Outcome told(Ending.Arrived arrived, Optional<Answers> answer) {
    Packet packet = arrived.packet();
    return answer
        .map(known -> new Outcome(known.meaning(), cause(arrived.host(), packet, known)))
        .orElseGet(() -> Causes.lost(new Cause.Silent(arrived.host().name())));
  }

  private static Cause cause(Host host, Packet packet, Answers answer) {
    if (answer.by().isPresent()) {
      return new Cause.Served(answer.by().get().toString());
    }
    return answer.meaning() == Verdict.RESET
        ? new Cause.UnknownConnection(host.name(), packet)
        : new Cause.ClosedPort(host.name(), packet.protocol(), packet.destinationEnd());
  }
}
