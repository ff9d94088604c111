package io.kubenet.controlplane.admission.validation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;
import io.kubenet.manifest.LocatedTree;
import java.util.List;

/** What the API server does with the objects of one kind, beside what it does with all. */
public interface KindRules {

  /** The rules that a name breaks. */
  List<String> name(String name);

  /** Fills in what an object leaves out. */
  void complete(ObjectNode tree);

  /** Finds what is wrong with an object; its metadata are judged elsewhere. */
  void validate(LocatedTree tree, Causes causes);

  /** Finds what is wrong with a changed object. */
  default void validateUpdate(LocatedTree tree, LocatedTree old, Causes causes) {
    validate(tree, causes);
  }

  /** Finds what its strategy finds wrong with the metadata of a changed object. */
  default void validateChangedMetadata(LocatedTree tree, Causes causes) {
    MetadataRules.changed(tree, causes);
  }

  /** Finds what is wrong with a changed status. */
  default void validateStatus(LocatedTree tree, LocatedTree old, Causes causes) {}

  /** Changes an object just before it is first stored. */
  default void prepareForCreate(ObjectNode tree) {
    tree.remove("status");
  }

  /** Changes an object just before it replaces another. */
  default void prepareForUpdate(ObjectNode tree, ObjectNode old) {
    Trees.copyField(old, tree, "status");
  }

  /** What the API shows of an object that is stored. */
  default ObjectNode shown(ObjectNode tree) {
    return tree;
  }

  /** What is unwise about asking for objects of the kind at all. */
  default List<String> deprecations() {
    return ImmutableList.of();
  }

  /** What is unwise about an object. */
  default List<String> warnings(LocatedTree tree) {
    return ImmutableList.of();
  }

  /** What is unwise about a changed object. */
  default List<String> updateWarnings(LocatedTree tree, LocatedTree old) {
    return warnings(tree);
  }

  /** What is unwise about a changed status. */
  default List<String> statusWarnings(LocatedTree tree) {
    return ImmutableList.of();
  }

  /** Whether PUT creates an object that is not there. */
  default boolean isCreatedByReplace() {
    return false;
  }
}
