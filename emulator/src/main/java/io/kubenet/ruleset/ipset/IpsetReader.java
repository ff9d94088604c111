package io.kubenet.ruleset.ipset;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads what {@code ipset save} lists, line by line; sets may be filled before they are made. */
public final class IpsetReader {

  private record Creation(IpsetType type, String options) {}

  private final Map<String, Creation> created = new LinkedHashMap<>();
  private final Map<String, List<String>> added = new LinkedHashMap<>();

  /** Whether a line is one of {@code ipset save}. */
  public static boolean isLine(String line) {
    return line.startsWith("create ") || line.startsWith("add ");
  }

  /**
   * Takes a line.
   *
   * @throws IllegalArgumentException if it can't be understood
   */
  public void read(String line) {
    List<String> words = Splitter.on(' ').limit(3).splitToList(line.strip());
    if (words.size() < 3) {
      throw new IllegalArgumentException("'" + line + "' is not a line of ipset save");
    }
    if (words.get(0).equals("add")) {
      added.computeIfAbsent(words.get(1), name -> new ArrayList<>()).add(words.get(2));
      return;
    }
    List<String> type = Splitter.on(' ').limit(2).splitToList(words.get(2));
    created.put(
        words.get(1), new Creation(IpsetType.of(type.get(0)), type.size() < 2 ? "" : type.get(1)));
  }

  /**
   * The sets that were read.
   *
   * @throws IllegalArgumentException if a set was filled and never made
   */
  public List<Ipset> sets() {
    for (String name : added.keySet()) {
      if (!created.containsKey(name)) {
        throw new IllegalArgumentException("no ipset '" + name + "' was created");
      }
    }
    ImmutableList.Builder<Ipset> sets = ImmutableList.builder();
    created.forEach((name, creation) -> sets.add(set(name, creation)));
    return sets.build();
  }

  private Ipset set(String name, Creation creation) {
    return new Ipset(
        name,
        creation.type(),
        creation.options(),
        added.getOrDefault(name, List.of()).stream()
            .map(entry -> IpsetEntry.of(creation.type(), entry))
            .toList());
  }
}
