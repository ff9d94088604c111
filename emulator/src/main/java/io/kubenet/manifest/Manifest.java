package io.kubenet.manifest;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The objects of some texts.
 *
 * @param objects those of the kinds that networking reads, in order, each once
 * @param ignored the others
 */
public record Manifest(List<ManifestObject> objects, List<ManifestObject> ignored) {

  public Manifest {
    objects = ImmutableList.copyOf(objects);
    ignored = ImmutableList.copyOf(ignored);
  }

  /**
   * Sorts objects into those that networking reads and others.
   *
   * @throws ManifestException if one is there twice and says two things
   */
  static Manifest of(List<ManifestObject> all) {
    Map<String, ManifestObject> objects = new LinkedHashMap<>();
    ImmutableList.Builder<ManifestObject> ignored = ImmutableList.builder();
    for (ManifestObject object : all) {
      if (ApiKinds.isRead(object)) {
        add(objects, object);
      } else {
        ignored.add(object);
      }
    }
    return new Manifest(ImmutableList.copyOf(objects.values()), ignored.build());
  }

  /** This manifest and then another; what both say alike is there once. */
  public Manifest and(Manifest other) {
    return of(
        ImmutableList.copyOf(Iterables.concat(objects, ignored, other.objects, other.ignored)));
  }

  private static void add(Map<String, ManifestObject> objects, ManifestObject object) {
    String key =
        object.name().isEmpty() ? "generated " + objects.size() : object.group() + " " + object;
    ManifestObject first = objects.putIfAbsent(key, object);
    if (first != null && !first.tree().equals(object.tree())) {
      throw object.error(
          FieldPath.of("metadata.name"),
          object + " is there twice and differs; the first is at " + first.place());
    }
  }
}
