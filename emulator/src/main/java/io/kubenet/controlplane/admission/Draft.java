package io.kubenet.controlplane.admission;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;
import io.kubenet.controlplane.admission.validation.ApiError;
import io.kubenet.controlplane.admission.validation.Cause;
import io.kubenet.controlplane.admission.validation.CauseReason;
import io.kubenet.controlplane.admission.validation.KindRules;
import io.kubenet.controlplane.admission.validation.Refused;
import io.kubenet.controlplane.admission.validation.Trees;
import io.kubenet.controlplane.kind.Kinds;
import io.kubenet.controlplane.store.ObjectKey;
import io.kubenet.manifest.ApiKinds;
import io.kubenet.manifest.Decoded;
import io.kubenet.manifest.FieldPath;
import io.kubenet.manifest.LocatedTree;
import io.kubenet.manifest.ManifestObject;
import io.kubenet.manifest.StrictDecoder;
import java.util.List;

/**
 * An object on its way into the store: decoded and completed.
 *
 * @param object the object; its tree is the draft's own, and is changed
 * @param rules the rules of its kind
 */
record Draft(ManifestObject object, KindRules rules) {

  /** What the server itself sets, and nobody else does. */
  private static final List<String> SYSTEM_FIELDS =
      ImmutableList.of(
          "uid", "resourceVersion", "generation", "creationTimestamp", "managedFields", "selfLink");

  /**
   * Decodes and completes what was sent.
   *
   * @throws Refused if it does not fit its kind
   */
  static Draft of(ManifestObject sent) {
    requireServed(sent);
    Decoded decoded = StrictDecoder.decode(sent.kind(), sent.tree());
    if (!decoded.problems().isEmpty()) {
      throw new Refused(ApiError.undecodable(causes(decoded)));
    }
    KindRules rules = Kinds.of(sent.kind()).rules();
    ObjectNode tree = decoded.tree();
    ObjectNode metadata = Trees.object(tree, "metadata");
    metadata.remove(SYSTEM_FIELDS);
    tree.put("apiVersion", sent.apiVersion()).put("kind", sent.kind());
    if (!sent.namespace().isEmpty()) {
      metadata.put("namespace", sent.namespace());
    }
    rules.complete(tree);
    return new Draft(sent.withTree(tree), rules);
  }

  ObjectNode tree() {
    return object.tree();
  }

  LocatedTree located() {
    return LocatedTree.of("", tree());
  }

  ObjectKey key() {
    return ObjectKey.of(object);
  }

  private static void requireServed(ManifestObject sent) {
    String problem = ApiKinds.problem(sent.apiVersion(), sent.kind());
    if (!problem.isEmpty()) {
      throw new Refused(ApiError.badRequest(problem));
    }
  }

  private static List<Cause> causes(Decoded decoded) {
    return decoded.problems().stream()
        .map(p -> new Cause(p.path(), CauseReason.TYPE_INVALID, p.message()))
        .collect(ImmutableList.toImmutableList());
  }

  /** The error of a patch after which the object does not fit its kind. */
  static Refused badPatch(List<Cause> causes) {
    return Refused.invalid(
        ImmutableList.of(
            new Cause(
                FieldPath.of("patch"),
                CauseReason.INVALID,
                "makes an object that does not fit its kind: " + causes)));
  }
}
