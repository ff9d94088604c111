package io.kubenet.controlplane.admission;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;
import io.kubenet.controlplane.admission.allocation.Allocators;
import io.kubenet.controlplane.admission.allocation.ServiceAllocation;
import io.kubenet.controlplane.admission.service.ServiceTree;
import io.kubenet.controlplane.admission.validation.ApiError;
import io.kubenet.controlplane.admission.validation.Causes;
import io.kubenet.controlplane.admission.validation.MetadataRules;
import io.kubenet.controlplane.admission.validation.Refused;
import io.kubenet.controlplane.admission.validation.Trees;
import io.kubenet.controlplane.kind.Kinds;
import io.kubenet.controlplane.store.ObjectKey;
import io.kubenet.controlplane.store.Stored;
import io.kubenet.manifest.LocatedTree;
import io.kubenet.manifest.ManifestObject;
import java.util.List;
import java.util.Optional;

/**
 * The way of a request through decoding, defaulting, allocation and validation into the store, in
 * the order of genericregistry.Store: what a Service asks for is allocated before it is validated.
 *
 * @param store the store before the request
 */
record Admission(ObjectStore store) {

  /** NamespaceLifecycle of the admission plugins lets nobody delete these. */
  private static final List<String> IMMORTAL =
      ImmutableList.of("default", "kube-system", "kube-public");

  /** How much of a generateName gets into the name (maxGeneratedNameLength of names). */
  private static final int LONGEST_PREFIX = 58;

  Answer create(ManifestObject sent) {
    Draft draft = Draft.of(named(sent));
    requireNamespace(draft.object());
    Allocators after =
        ObjectStore.isService(draft.key())
            ? ServiceAllocation.create(store.allocators(), draft.object())
            : store.allocators();
    draft.rules().prepareForCreate(draft.tree());
    Causes causes = new Causes();
    MetadataRules.create(draft.located(), draft.rules()::name, causes);
    draft.rules().validate(draft.located(), causes);
    refuse(causes);
    if (store.has(draft.key())) {
      // BeforeCreate has warned already when the store finds the object there.
      return Answer.refused(ApiError.alreadyExists(draft.key().toString()), new ApiServer(store))
          .with(draft.rules().warnings(draft.located()));
    }
    return stored(201, draft, after).with(draft.rules().warnings(draft.located()));
  }

  Answer replace(ObjectKey at, ManifestObject sent) {
    Draft draft = Draft.of(sent);
    if (!at.name().equals(sent.name())) {
      throw new Refused(
          ApiError.badRequest(
              "the object is called '" + sent.name() + "', and the request asks for " + at.name()));
    }
    if (!store.has(at) && draft.rules().isCreatedByReplace()) {
      return create(sent);
    }
    Stored old = store.get(at);
    String version = sent.tree().path("metadata").path("resourceVersion").asText();
    if (!version.isEmpty() && !version.equals(String.valueOf(old.revision()))) {
      throw new Refused(ApiError.conflict(at.toString()));
    }
    return update(draft, Kinds.completed(old));
  }

  Answer patch(ObjectKey key, Patch patch) {
    ManifestObject old = Kinds.completed(store.get(key));
    return update(patched(old, patch), old);
  }

  Answer patchStatus(ObjectKey key, Patch patch) {
    ManifestObject old = Kinds.completed(store.get(key));
    Draft draft = patched(old, patch);
    Trees.copyField(old.tree(), draft.tree(), "spec");
    Trees.copyField(old.tree(), draft.tree(), "metadata");
    Causes causes = new Causes();
    draft.rules().validateStatus(draft.located(), LocatedTree.of("", old.tree()), causes);
    refuse(causes);
    return stored(200, draft, store.allocators())
        .with(draft.rules().statusWarnings(draft.located()));
  }

  /** Makes an object what its manifest says now: as a patch of what it said before. */
  Answer apply(Stored stored, ManifestObject sent) {
    ManifestObject old = Kinds.completed(stored);
    Draft meant = Draft.of(sent);
    ObjectNode last =
        stored
            .sent()
            .map(object -> (ObjectNode) object.source().node())
            .orElseGet(sent.tree()::objectNode);
    ObjectNode next = new ThreeWayPatch(last, sent.tree()).applyTo(old.tree());
    new StrategicMerge(last, sent.tree(), old.tree()).complete(next);
    return update(Draft.of(meant.object().withTree(next)), old);
  }

  /** Stores an object as it is; a Service gets what it asks for even if another has it. */
  Answer restore(ManifestObject sent) {
    Draft draft = Draft.of(named(sent));
    if (!ObjectStore.isService(draft.key())) {
      return stored(201, draft, store.allocators());
    }
    try {
      return stored(201, draft, ServiceAllocation.create(store.allocators(), draft.object()));
    } catch (Refused e) {
      return stored(201, draft, store.allocators());
    }
  }

  /** Removes an object; with a namespace goes all that is in it. */
  Answer delete(ObjectKey key) {
    ManifestObject there = store.get(key).object();
    if (key.kind().equals("Namespace") && IMMORTAL.contains(key.name())) {
      throw new Refused(ApiError.forbidden("namespace " + key.name() + " may not be deleted"));
    }
    ObjectStore after = without(store, key);
    if (key.kind().equals("Namespace")) {
      for (ObjectKey object : store.objects().all().map(Stored::key).toList()) {
        after = object.namespace().equals(key.name()) ? without(after, object) : after;
      }
    }
    return Answer.of(200, there, new ApiServer(after));
  }

  /** A Service gives back its addresses and ports, and its Endpoints object goes (afterDelete). */
  private static ObjectStore without(ObjectStore store, ObjectKey key) {
    ObjectStore left = store.without(key);
    Optional<Stored> there = store.find(key);
    if (!ObjectStore.isService(key) || there.isEmpty()) {
      return left;
    }
    ObjectKey endpoints = new ObjectKey("Endpoints", key.namespace(), key.name());
    ServiceTree service = ServiceTree.of(there.get().object().tree());
    return (left.has(endpoints) ? left.without(endpoints) : left)
        .with(ServiceAllocation.release(store.allocators(), service));
  }

  private static Draft patched(ManifestObject old, Patch patch) {
    try {
      return Draft.of(old.withTree(patch.applyTo(old.tree())));
    } catch (IllegalArgumentException e) {
      throw new Refused(
          new ApiError(
              422, "Invalid", "the patch does not fit: " + e.getMessage(), ImmutableList.of()));
    } catch (Refused e) {
      throw Draft.badPatch(e.error().causes());
    }
  }

  private Answer update(Draft draft, ManifestObject old) {
    Trees.object(draft.tree(), "metadata").put("name", old.name());
    Allocators after =
        ObjectStore.isService(draft.key())
            ? ServiceAllocation.update(
                store.allocators(), draft.object(), ServiceTree.of(old.tree()))
            : store.allocators();
    draft.rules().prepareForUpdate(draft.tree(), old.tree());
    Causes causes = new Causes();
    MetadataRules.update(draft.located(), causes);
    draft.rules().validateChangedMetadata(draft.located(), causes);
    draft.rules().validateUpdate(draft.located(), LocatedTree.of("", old.tree()), causes);
    refuse(causes);
    return stored(200, draft, after)
        .with(draft.rules().updateWarnings(draft.located(), LocatedTree.of("", old.tree())));
  }

  private Answer stored(int status, Draft draft, Allocators after) {
    ApiServer server = new ApiServer(store.with(after).with(draft.object()));
    return Answer.of(status, draft.object(), server);
  }

  /** Gives an object with a generateName a name that nobody has. */
  private ManifestObject named(ManifestObject sent) {
    String prefix = sent.tree().path("metadata").path("generateName").asText();
    if (!sent.name().isEmpty() || prefix.isEmpty()) {
      return sent;
    }
    String kept = prefix.substring(0, Math.min(prefix.length(), LONGEST_PREFIX));
    String name = kept + NameSuffix.of(store.revision());
    ObjectNode tree = sent.tree().deepCopy();
    Trees.object(tree, "metadata").put("name", name);
    return new ManifestObject(
        sent.apiVersion(), sent.kind(), sent.namespace(), name, tree, sent.source());
  }

  private void requireNamespace(ManifestObject object) {
    if (!object.namespace().isEmpty() && !store.hasNamespace(object.namespace())) {
      throw new Refused(ApiError.notFound("Namespace " + object.namespace()));
    }
  }

  private static void refuse(Causes causes) {
    if (!causes.isEmpty()) {
      throw Refused.invalid(causes.found());
    }
  }
}
