package io.kubenet.manifest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;
import java.util.List;

/**
 * What strict decoding made of a tree.
 *
 * @param tree the tree as the API server stores it: without nulls, and without zero values where
 *     those mean absence
 * @param problems a value of a wrong type, or else the fields that the type does not have
 */
public record Decoded(ObjectNode tree, List<Problem> problems) {

  /**
   * Something that does not fit the type.
   *
   * @param path where
   * @param message what
   */
  public record Problem(FieldPath path, String message) {}

  public Decoded {
    problems = ImmutableList.copyOf(problems);
  }
}
