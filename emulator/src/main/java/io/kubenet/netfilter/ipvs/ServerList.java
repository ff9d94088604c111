package io.kubenet.netfilter.ipvs;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Lists;
import io.kubenet.netfilter.Memory;
import io.kubenet.netfilter.Position;
import io.kubenet.netfilter.VirtualService;
import io.kubenet.ruleset.ipvs.RealServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The servers of a virtual server in the order in which its scheduler sees them, and where it is
 * among them. kube-proxy adds servers in random order; new ones are put before older ones
 * (__ip_vs_update_dest of Linux 6.1).
 */
final class ServerList implements Memory<ServerList> {

  /**
   * What it is kept under.
   *
   * @param service the virtual server
   */
  record Key(VirtualService service) implements Position {}

  private List<RealServer> servers = ImmutableList.of();

  /** The place of the server that was chosen last; -1 for the head of the list. */
  private int last = -1;

  /** The weight that weighted round robin asks for now; 0 before it began. */
  private int askedWeight;

  @Override
  public ServerList copy() {
    ServerList copy = new ServerList();
    copy.servers = servers;
    copy.last = last;
    copy.askedWeight = askedWeight;
    return copy;
  }

  boolean isFresh() {
    return servers.isEmpty();
  }

  List<RealServer> servers() {
    return servers;
  }

  /**
   * Puts all servers in, one of them at the head: as if they had been added one after the other, in
   * a circle.
   */
  void begin(List<RealServer> all, int head) {
    List<RealServer> added = Lists.reverse(all);
    servers =
        ImmutableList.<RealServer>builder()
            .addAll(added.subList(head, added.size()))
            .addAll(added.subList(0, head))
            .build();
  }

  /** Takes out those that are gone, and puts those that have come at the head. */
  void follow(List<RealServer> now) {
    if (servers.size() == now.size() && servers.containsAll(now)) {
      return;
    }
    List<RealServer> next = new ArrayList<>();
    now.stream().filter(server -> !knows(server)).forEach(server -> next.add(0, server));
    servers.forEach(server -> changed(server, now).ifPresent(next::add));
    moveTo(next);
  }

  private boolean knows(RealServer server) {
    return servers.stream().anyMatch(known -> known.address().equals(server.address()));
  }

  private static Optional<RealServer> changed(RealServer server, List<RealServer> now) {
    return now.stream().filter(other -> other.address().equals(server.address())).findFirst();
  }

  /** Round robin goes on behind the server that it was at, or behind the one before (rr_del). */
  private void moveTo(List<RealServer> next) {
    int place = last;
    while (place >= 0 && placeOf(servers.get(place), next) < 0) {
      place--;
    }
    last = place < 0 ? -1 : placeOf(servers.get(place), next);
    askedWeight = 0;
    servers = ImmutableList.copyOf(next);
  }

  private static int placeOf(RealServer server, List<RealServer> list) {
    for (int i = 0; i < list.size(); i++) {
      if (list.get(i).address().equals(server.address())) {
        return i;
      }
    }
    return -1;
  }

  /** The next server that has weight, behind the last one (ip_vs_rr_schedule). */
  Optional<RealServer> nextInTurn() {
    for (int i = 1; i <= servers.size(); i++) {
      int place = (last + i) % servers.size();
      if (servers.get(place).weight() > 0) {
        last = place;
        return Optional.of(servers.get(place));
      }
    }
    return Optional.empty();
  }

  /** The next server that has the weight asked for, which falls in each round (ip_vs_wrr.c). */
  Optional<RealServer> nextByWeight() {
    int step = servers.stream().mapToInt(RealServer::weight).reduce(0, ServerList::divisor);
    if (step == 0) {
      return Optional.empty();
    }
    int most = servers.stream().mapToInt(RealServer::weight).max().orElse(0) - (step - 1);
    askedWeight = askedWeight == 0 ? most : askedWeight;
    while (true) {
      for (int place = last + 1; place < servers.size(); place++) {
        if (servers.get(place).weight() >= askedWeight) {
          last = place;
          return Optional.of(servers.get(place));
        }
      }
      last = -1;
      askedWeight -= step;
      askedWeight = askedWeight <= 0 ? most : askedWeight;
    }
  }

  private static int divisor(int one, int other) {
    return other == 0 ? one : divisor(other, one % other);
  }
}
