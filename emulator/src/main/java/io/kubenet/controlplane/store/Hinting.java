package io.kubenet.controlplane.store;

import com.google.common.collect.ImmutableList;
import io.kubenet.controlplane.endpoints.HintMemory;
import io.kubenet.controlplane.endpoints.TopologyEvent;
import io.kubenet.controlplane.endpoints.ZoneCapacity;
import io.kubenet.model.ObjectName;
import java.util.List;
import java.util.Map;
import org.pcollections.PMap;
import org.pcollections.PVector;
import org.pcollections.TreePMap;
import org.pcollections.TreePVector;

/** What the EndpointSlice controller remembers to give hints; persistent. */
public final class Hinting {

  static final Hinting EMPTY = new Hinting(ZoneCapacity.NONE, TreePMap.empty(), TreePMap.empty());

  private final ZoneCapacity capacity;
  private final PMap<ObjectName, HintMemory> memories;
  private final PMap<ObjectName, PVector<TopologyEvent>> events;

  private Hinting(
      ZoneCapacity capacity,
      PMap<ObjectName, HintMemory> memories,
      PMap<ObjectName, PVector<TopologyEvent>> events) {
    this.capacity = capacity;
    this.memories = memories;
    this.events = events;
  }

  /** What the nodes were when they were last looked at. */
  public ZoneCapacity capacity() {
    return capacity;
  }

  /** What is remembered of a Service. */
  public HintMemory memory(ObjectName service) {
    return memories.getOrDefault(service, HintMemory.NONE);
  }

  /** What was said about a Service's hints, each thing once. */
  public List<TopologyEvent> events(ObjectName service) {
    return events.getOrDefault(service, TreePVector.empty());
  }

  /** The Services that a change of the nodes has left short in a zone. */
  public List<ObjectName> overloaded() {
    return memories.entrySet().stream()
        .filter(entry -> entry.getValue().isOverloaded(capacity))
        .map(Map.Entry::getKey)
        .collect(ImmutableList.toImmutableList());
  }

  public Hinting with(ZoneCapacity other) {
    return new Hinting(other, memories, events);
  }

  public Hinting with(ObjectName service, HintMemory memory, List<TopologyEvent> said) {
    PVector<TopologyEvent> known = events.getOrDefault(service, TreePVector.empty());
    for (TopologyEvent event : said) {
      known = known.contains(event) ? known : known.plus(event);
    }
    return new Hinting(
        capacity,
        memory.equals(HintMemory.NONE) ? memories.minus(service) : memories.plus(service, memory),
        known.isEmpty() ? events : events.plus(service, known));
  }
}
