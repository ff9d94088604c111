package io.kubenet;

import com.google.common.collect.ImmutableList;
import io.kubenet.Traffic.Flow;
import io.kubenet.model.ClusterState;
import io.kubenet.net.IpAddress;
import java.util.List;
import java.util.stream.Stream;

/**
 * Finds what becomes of all traffic.
 *
 * @param state the cluster
 * @param trials tries connections
 */
record TrafficSurvey(ClusterState state, Trials trials) {

  Traffic traffic(List<IpAddress> outside) {
    List<Door> doors = new TrafficDoors(state).list();
    return new Traffic(
        clients(outside)
            .flatMap(client -> flows(client, doors))
            .collect(ImmutableList.toImmutableList()));
  }

  private Stream<TrafficClient> clients(List<IpAddress> outside) {
    return Stream.of(
            TrafficClient.pods(state),
            state.nodes().stream().map(TrafficClient::of),
            outside.stream().map(TrafficClient::outside))
        .flatMap(clients -> clients);
  }

  private Stream<Flow> flows(TrafficClient client, List<Door> doors) {
    return doors.stream()
        .filter(door -> door.isFor(client))
        .map(door -> new Flow(client.name(), door.label(), trials.endings(client, door)));
  }
}
