package io.kubenet.controlplane;

import io.kubenet.controlplane.pod.PodObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What happened to one pod of a run, and what it is called in recordings. */
final class PodTrack {

  /** Something that happened to it in a second. */
  record Entry(int second, String event) {}

  final long age;
  final String family;
  final String owner;
  final int created;
  final boolean isNumbered;
  final List<Entry> entries = new ArrayList<>();
  Optional<String> node;
  String name = "";

  PodTrack(PodObject pod, String family, String owner, int created, boolean isNumbered) {
    this.age = pod.age();
    this.family = family;
    this.owner = owner;
    this.created = created;
    this.isNumbered = isNumbered;
    this.node = pod.nodeName();
  }

  void happened(int second, String event) {
    entries.add(new Entry(second, event));
  }

  /** What a pod does in the second in which it is gone is left out. */
  void gone(int second) {
    entries.removeIf(entry -> entry.second() == second);
    happened(second, "gone");
  }

  List<String> in(int second, Map<String, String> exchanged, boolean withNodes) {
    return entries.stream()
        .filter(entry -> entry.second() == second)
        .map(
            entry ->
                entry.event().equals("bound") && withNodes
                    ? "bound " + nodeAs(exchanged)
                    : entry.event())
        .toList();
  }

  String nodeAs(Map<String, String> exchanged) {
    return node.map(own -> exchanged.getOrDefault(own, own)).orElse("");
  }

  int compareHistory(PodTrack other) {
    for (int i = 0; i < Math.max(entries.size(), other.entries.size()); i++) {
      if (i >= entries.size()) {
        return 1;
      }
      if (i >= other.entries.size()) {
        return -1;
      }
      int bySecond = Integer.compare(entries.get(i).second(), other.entries.get(i).second());
      int byEvent = entries.get(i).event().compareTo(other.entries.get(i).event());
      if (bySecond != 0 || byEvent != 0) {
        return bySecond != 0 ? bySecond : byEvent;
      }
    }
    return 0;
  }
}
