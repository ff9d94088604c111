package io.kubenet.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubenet.net.Packet;
import io.kubenet.packetset.IntervalSet;
import io.kubenet.packetset.PacketBox;
import io.kubenet.packetset.PacketField;
import io.kubenet.symbolic.NodeDifferences;
import java.util.List;
import java.util.Map;

/** Tells where nodes treat packets differently. */
final class EqualReport {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final int MOST_BOXES = 8;
  private static final int MOST_DIFFERENCES = 20;

  private EqualReport() {}

  static String text(Map<String, NodeDifferences> all) {
    StringBuilder text = new StringBuilder();
    all.forEach((node, found) -> append(text, node, found));
    return text.toString();
  }

  private static void append(StringBuilder text, String node, NodeDifferences found) {
    text.append(node).append(": ").append(verdict(found));
    text.append(" (").append(found.classes()).append(" classes of packets)\n");
    List<NodeDifferences.Difference> differences = found.differences();
    for (NodeDifferences.Difference difference :
        differences.subList(0, Math.min(differences.size(), MOST_DIFFERENCES))) {
      List<PacketBox> boxes = difference.packets();
      boxes.stream()
          .limit(MOST_BOXES)
          .forEach(box -> text.append("  ").append(packets(box, found)).append('\n'));
      if (boxes.size() > MOST_BOXES) {
        text.append("  and ").append(boxes.size() - MOST_BOXES).append(" more ranges\n");
      }
      text.append("    before  ").append(difference.before()).append('\n');
      text.append("    after   ").append(difference.after()).append('\n');
      text.append("    such as ").append(difference.witness());
      text.append("; ").append(difference.count()).append(" packets\n");
    }
    if (differences.size() > MOST_DIFFERENCES) {
      int more = differences.size() - MOST_DIFFERENCES;
      text.append("  and ").append(more).append(" more differences, which -o json tells\n");
    }
    found.open().stream()
        .limit(MOST_BOXES)
        .forEach(box -> text.append("  open: ").append(packets(box, found)).append('\n'));
  }

  private static String verdict(NodeDifferences found) {
    if (!found.differences().isEmpty()) {
      return "different";
    }
    return found.isAlike() ? "equal" : "undecided";
  }

  private static String packets(PacketBox box, NodeDifferences found) {
    StringBuilder text = new StringBuilder().append(box.protocol());
    text.append(" from ").append(addresses(box, PacketField.SOURCE));
    text.append(ports(box, PacketField.SOURCE_PORT));
    text.append(" to ").append(addresses(box, PacketField.DESTINATION));
    text.append(ports(box, PacketField.DESTINATION_PORT));
    return text.append(" by ").append(String.join(", ", interfaces(box, found))).toString();
  }

  private static List<String> interfaces(PacketBox box, NodeDifferences found) {
    List<String> names = found.universe().interfaces();
    IntervalSet own = box.get(PacketField.IN_INTERFACE);
    return names.stream()
        .filter(name -> own.contains(names.indexOf(name)))
        .map(name -> name.isEmpty() ? "the node itself" : name)
        .toList();
  }

  private static String addresses(PacketBox box, PacketField field) {
    IntervalSet values = box.get(field);
    return values.equals(IntervalSet.all(box.family()))
        ? "anywhere"
        : String.join(",", values.addresses(box.family()));
  }

  private static String ports(PacketBox box, PacketField field) {
    boolean isAny =
        !box.protocol().hasPorts() || box.get(field).equals(IntervalSet.range(0, 65535));
    return isAny ? "" : " port " + String.join(",", box.get(field).numbers());
  }

  static String json(Map<String, NodeDifferences> all) {
    ObjectNode json = JSON.objectNode();
    boolean isDifferent = all.values().stream().anyMatch(one -> !one.differences().isEmpty());
    boolean isEqual = all.values().stream().allMatch(NodeDifferences::isAlike);
    json.put("verdict", isDifferent ? "different" : isEqual ? "equal" : "undecided");
    ArrayNode differences = json.putArray("differences");
    all.forEach(
        (node, found) ->
            found.differences().forEach(one -> differences.add(difference(node, one, found))));
    return json.toPrettyString();
  }

  private static ObjectNode difference(
      String node, NodeDifferences.Difference one, NodeDifferences found) {
    ObjectNode json = JSON.objectNode();
    json.put("node", node);
    ArrayNode packets = json.putArray("packets");
    for (PacketBox box : one.packets()) {
      ObjectNode range = packets.addObject();
      add(range.putArray("source"), box.get(PacketField.SOURCE).addresses(box.family()));
      add(range.putArray("destination"), box.get(PacketField.DESTINATION).addresses(box.family()));
      add(range.putArray("ports"), box.get(PacketField.DESTINATION_PORT).numbers());
      add(range.putArray("protocol"), List.of(box.protocol().name()));
      add(range.putArray("interfaces"), interfaces(box, found));
    }
    json.put("count", one.count().toString());
    json.put("before", one.before().toString());
    json.put("after", one.after().toString());
    Packet witness = one.witness();
    json.putObject("witness")
        .put(
            "from",
            witness.source() + (witness.protocol().hasPorts() ? ":" + witness.sourcePort() : ""))
        .put(
            "to",
            witness.destination()
                + (witness.protocol().hasPorts() ? ":" + witness.destinationPort() : ""))
        .put("protocol", witness.protocol().name());
    return json;
  }

  private static void add(ArrayNode array, List<String> values) {
    values.forEach(array::add);
  }
}
