package io.kubenet.jqwik;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;

/**
 * What arbitrary clusters may be like.
 *
 * @param families one of these
 * @param sizes how many of each part
 */
record Shape(List<Families> families, Map<Part, Size> sizes) {

  /** A part of a cluster. */
  enum Part {
    NODES,
    PODS,
    WORKLOADS,
    SERVICES,
    SLICES,
    POLICIES;

    private int least() {
      return this == NODES ? 1 : 0;
    }
  }

  /**
   * From how many to how many.
   *
   * @param min at least
   * @param max at most
   */
  record Size(int min, int max) {
    boolean has(int number) {
      return min <= number && number <= max;
    }
  }

  static final Shape SMALL =
      new Shape(
          ImmutableList.of(Families.IPV4),
          ImmutableMap.of(
              Part.NODES, new Size(1, 3),
              Part.PODS, new Size(1, 6),
              Part.WORKLOADS, new Size(0, 0),
              Part.SERVICES, new Size(1, 3),
              Part.SLICES, new Size(0, 0),
              Part.POLICIES, new Size(0, 0)));

  Shape withFamilies(List<Families> others) {
    return new Shape(ImmutableList.copyOf(others), sizes);
  }

  Shape with(Part part, int min, int max) {
    if (min < part.least() || max > 99 || min > max) {
      throw new IllegalArgumentException(
          "from " + min + " to " + max + ": must be within " + part.least() + " to 99");
    }
    return new Shape(
        families,
        ImmutableMap.<Part, Size>builder()
            .putAll(sizes)
            .put(part, new Size(min, max))
            .buildKeepingLast());
  }

  /** As many elements as it has of a part. */
  <T> Arbitrary<List<T>> list(Part part, Arbitrary<T> elements) {
    Size size = sizes.get(part);
    return elements.list().ofMinSize(size.min()).ofMaxSize(size.max());
  }

  /** Whether it allows a cluster. */
  boolean allows(ClusterSpec cluster) {
    return families.contains(cluster.families())
        && sizes.get(Part.NODES).has(cluster.nodes().size())
        && sizes.get(Part.PODS).has(cluster.pods().size())
        && sizes.get(Part.WORKLOADS).has(cluster.workloads().size())
        && sizes.get(Part.SERVICES).has(cluster.services().size())
        && sizes.get(Part.SLICES).has(cluster.slices().size())
        && sizes.get(Part.POLICIES).has(cluster.policies().size());
  }
}
