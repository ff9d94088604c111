package io.kubenet.netfilter;

import io.kubenet.net.IpPort;
import java.util.EnumSet;

/** A connection that conntrack follows, in its two directions. */
public final class Connection {

  /** What it has been through. */
  public enum Status {
    SEEN_REPLY,
    ASSURED,
    CONFIRMED,
    SNAT,
    DNAT,
    SNAT_DONE,
    DNAT_DONE
  }

  private final Tuple original;
  private Tuple reply;
  private final EnumSet<Status> status;
  private int mark;
  private TcpState tcpState = TcpState.NONE;
  private String masqueradeInterface = "";
  private final long created;
  private long expiry;

  Connection(Tuple original, long now) {
    this.original = original;
    this.reply = original.inverse();
    this.status = EnumSet.noneOf(Status.class);
    this.created = now;
    this.expiry = now;
  }

  private Connection(Connection other) {
    original = other.original;
    reply = other.reply;
    status = EnumSet.copyOf(other.status);
    mark = other.mark;
    tcpState = other.tcpState;
    masqueradeInterface = other.masqueradeInterface;
    created = other.created;
    expiry = other.expiry;
  }

  Connection copy() {
    return new Connection(this);
  }

  /** The direction of its first packet, as that came. */
  public Tuple original() {
    return original;
  }

  /** The direction of replies, as these come. */
  public Tuple reply() {
    return reply;
  }

  public boolean is(Status asked) {
    return status.contains(asked);
  }

  public int mark() {
    return mark;
  }

  /** When it is forgotten, in nanoseconds since the beginning. */
  public long expiry() {
    return expiry;
  }

  public void setMark(int other) {
    mark = other;
  }

  Tuple tuple(Direction direction) {
    return direction == Direction.ORIGINAL ? original : reply;
  }

  void mark(Status reached) {
    status.add(reached);
  }

  boolean isInitialized(Manipulation manipulation) {
    return is(manipulation.done());
  }

  /** Notes how one of its ends is translated; it may be to what it is already. */
  void translate(Manipulation manipulation, Tuple translated) {
    status.add(manipulation.done());
    if (!translated.equals(reply.inverse())) {
      reply = translated.inverse();
      status.add(manipulation.status());
    }
  }

  /** Replies come from a server that conntrack did not choose. */
  void expectRepliesFrom(IpPort server) {
    reply = reply.withSource(server.address(), server.port());
  }

  String masqueradeInterface() {
    return masqueradeInterface;
  }

  void masqueradeBy(String interfaceName) {
    masqueradeInterface = interfaceName;
  }

  TcpState tcpState() {
    return tcpState;
  }

  void enter(TcpState other) {
    tcpState = other;
  }

  long created() {
    return created;
  }

  void expireAt(long time) {
    expiry = time;
  }
}
