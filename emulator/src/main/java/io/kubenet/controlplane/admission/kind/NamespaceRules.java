package io.kubenet.controlplane.admission.kind;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubenet.controlplane.admission.validation.Causes;
import io.kubenet.controlplane.admission.validation.KindRules;
import io.kubenet.controlplane.admission.validation.MetadataRules;
import io.kubenet.controlplane.admission.validation.Names;
import io.kubenet.controlplane.admission.validation.Trees;
import io.kubenet.manifest.LocatedTree;
import java.util.List;

/** The rules of Namespaces: their name is a label of theirs. */
public final class NamespaceRules implements KindRules {

  private static final String FINALIZER = "kubernetes";
  static final String NAME_LABEL = "kubernetes.io/metadata.name";

  @Override
  public List<String> name(String name) {
    return Names.dnsLabel(name);
  }

  @Override
  public void complete(ObjectNode tree) {
    ObjectNode metadata = Trees.object(tree, "metadata");
    String name = Trees.text(metadata, "name");
    if (!name.isEmpty()) {
      Trees.object(metadata, "labels").put(NAME_LABEL, name);
    }
    Trees.object(tree, "spec");
    Trees.fill(Trees.object(tree, "status"), "phase", "Active");
  }

  @Override
  public void validate(LocatedTree tree, Causes causes) {
    if (!tree.get("metadata").get("namespace").isAbsent()) {
      causes.forbidden(tree.get("metadata").get("namespace").path(), "a namespace is in none");
    }
  }

  /** ValidateUpdate of the strategy calls ValidateNamespace. */
  @Override
  public void validateChangedMetadata(LocatedTree tree, Causes causes) {
    MetadataRules.changed(tree, causes);
    MetadataRules.create(tree, this::name, causes);
  }

  /** Each namespace waits for its content to go, whatever else it waits for. */
  @Override
  public void prepareForCreate(ObjectNode tree) {
    tree.putObject("status").put("phase", "Active");
    ObjectNode spec = Trees.object(tree, "spec");
    if (!Trees.texts(spec, "finalizers").contains(FINALIZER)) {
      spec.withArray("/finalizers").add(FINALIZER);
    }
  }

  @Override
  public void prepareForUpdate(ObjectNode tree, ObjectNode old) {
    Trees.copyField(old, tree, "status");
    Trees.copyField(old, tree, "spec");
  }
}
