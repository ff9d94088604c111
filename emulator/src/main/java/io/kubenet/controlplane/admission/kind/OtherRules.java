package io.kubenet.controlplane.admission.kind;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubenet.controlplane.admission.validation.Causes;
import io.kubenet.controlplane.admission.validation.KindRules;
import io.kubenet.controlplane.admission.validation.Names;
import io.kubenet.manifest.LocatedTree;
import java.util.List;

/** The rules of kinds that are stored as they are. */
public final class OtherRules implements KindRules {

  @Override
  public List<String> name(String name) {
    return Names.dnsSubdomain(name);
  }

  @Override
  public void complete(ObjectNode tree) {}

  @Override
  public void validate(LocatedTree tree, Causes causes) {}
}
