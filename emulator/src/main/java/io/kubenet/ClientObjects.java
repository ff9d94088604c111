package io.kubenet;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.kubenet.manifest.LocatedTree;
import io.kubenet.manifest.Manifest;
import io.kubenet.manifest.ManifestReader;
import java.util.List;

/** Kubernetes objects of other Java clients: any that Jackson turns into a tree. */
final class ClientObjects {

  private ClientObjects() {}

  /**
   * Reads objects as if somebody had written down what Jackson makes of them.
   *
   * @throws IllegalArgumentException if it makes nothing of one
   */
  static Manifest read(List<?> objects) {
    JsonMapper mapper =
        JsonMapper.builder()
            .defaultPropertyInclusion(
                JsonInclude.Value.construct(
                    JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
            .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
            .build();
    Manifest manifest = ManifestReader.read(List.of());
    for (Object object : objects) {
      String name = object.getClass().getSimpleName();
      manifest = manifest.and(ManifestReader.read(LocatedTree.of(name, tree(object, mapper))));
    }
    return manifest;
  }

  private static JsonNode tree(Object object, JsonMapper mapper) {
    try {
      return mapper.valueToTree(object);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "Jackson makes no tree of a "
              + object.getClass().getName()
              + ": "
              + e.getMessage().lines().findFirst().orElse(""),
          e);
    }
  }
}
