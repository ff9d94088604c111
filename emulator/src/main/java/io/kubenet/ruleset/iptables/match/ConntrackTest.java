package io.kubenet.ruleset.iptables.match;

import static java.util.stream.Collectors.joining;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import io.kubenet.ruleset.PortRange;

/** One question of a conntrack match. */
public sealed interface ConntrackTest {

  /** An end of a connection, as its first packet had it or as replies have it. */
  enum End {
    ORIGINAL_SOURCE("--ctorigsrc", 0),
    ORIGINAL_DESTINATION("--ctorigdst", 1),
    REPLY_SOURCE("--ctreplsrc", 2),
    REPLY_DESTINATION("--ctrepldst", 3);

    private final String option;
    private final int place;

    End(String option, int place) {
      this.option = option;
      this.place = place;
    }

    public String option() {
      return option;
    }
  }

  /** What a connection has been through, in the order of its listing. */
  enum Status {
    EXPECTED,
    SEEN_REPLY,
    ASSURED,
    CONFIRMED
  }

  /** Which way a packet goes within its connection. */
  enum Direction {
    ORIGINAL,
    REPLY
  }

  /** Its place in the listing. */
  int place();

  /** The question as iptables-save prints it. */
  String text();

  /** The state: {@code --ctstate NEW}. */
  record State(Negatable<States> states) implements ConntrackTest {

    @Override
    public int place() {
      return 0;
    }

    @Override
    public String text() {
      return states.text("--ctstate");
    }
  }

  /** The protocol of the connection: {@code --ctproto 6}. */
  record OfProtocol(Negatable<Integer> number) implements ConntrackTest {

    @Override
    public int place() {
      return 1;
    }

    @Override
    public String text() {
      return number.text("--ctproto");
    }
  }

  /** An address of the connection: {@code --ctorigdst 10.0.0.1}. */
  record Address(End end, Negatable<AddressMask> addresses) implements ConntrackTest {

    @Override
    public int place() {
      return 2 + end.place;
    }

    @Override
    public String text() {
      return addresses
          .map(mask -> mask.isHost() ? mask.address().toString() : mask.toString())
          .text(end.option());
    }
  }

  /** What the connection has been through: {@code --ctstatus ASSURED}. Empty is NONE. */
  record HasStatus(Negatable<ImmutableSet<Status>> anyOf) implements ConntrackTest {

    public HasStatus {
      anyOf = anyOf.map(Sets::immutableEnumSet);
    }

    @Override
    public int place() {
      return 6;
    }

    @Override
    public String text() {
      return anyOf.map(HasStatus::names).text("--ctstatus");
    }

    private static String names(ImmutableSet<Status> statuses) {
      return statuses.isEmpty()
          ? "NONE"
          : statuses.stream().map(Status::name).collect(joining(","));
    }
  }

  /** A port of the connection: {@code --ctorigdstport 80}. */
  record Port(End end, Negatable<PortRange> ports) implements ConntrackTest {

    @Override
    public int place() {
      return 7 + end.place;
    }

    @Override
    public String text() {
      return ports.text(end.option() + "port");
    }
  }

  /** Which way the packet goes: {@code --ctdir ORIGINAL}. */
  record Goes(Direction direction) implements ConntrackTest {

    @Override
    public int place() {
      return 12;
    }

    @Override
    public String text() {
      return "--ctdir " + direction;
    }
  }
}
