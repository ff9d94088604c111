package io.kubenet.controlplane.admission;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import io.kubenet.manifest.LocatedTree;
import io.kubenet.manifest.ManifestObject;
import io.kubenet.manifest.ManifestReader;
import io.kubenet.manifest.TextSource;
import io.kubenet.net.Cidr;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.pcollections.PMap;
import org.pcollections.TreePMap;

/**
 * An API server with what it stores: an immutable value. A request gives an {@link Answer}, which
 * holds the server after it.
 *
 * <p>Where the real one picks at random, the lowest free number is taken.
 */
public final class ApiServer {

  private static final List<String> FIRST_NAMESPACES =
      ImmutableList.of("default", "kube-node-lease", "kube-public", "kube-system");
  private static final Owner KUBERNETES = new Owner("Service default/kubernetes", "the cluster");

  private final PMap<ObjectKey, Stored> objects;
  private final Allocators allocators;
  private final long revision;

  private ApiServer(PMap<ObjectKey, Stored> objects, Allocators allocators, long revision) {
    this.objects = objects;
    this.allocators = allocators;
    this.revision = revision;
  }

  /**
   * A server with the namespaces that every cluster has. The first address of the Services is that
   * of default/kubernetes.
   */
  public static ApiServer start(AdmissionConfig config) {
    Cidr cidr = config.serviceCidrs().get(0);
    Allocators allocators = Allocators.of(config).with(cidr.at(1), KUBERNETES);
    ApiServer server = new ApiServer(TreePMap.empty(), allocators, 100);
    for (String name : FIRST_NAMESPACES) {
      server = server.withNamespace(name);
    }
    return server;
  }

  /** Stores a new object, as POST does. */
  public Answer create(ManifestObject sent) {
    return answer(() -> created(named(sent), allocators));
  }

  /** Puts an object in the place of the one that is stored, as PUT to its own name does. */
  public Answer replace(ManifestObject sent) {
    return replace(ObjectKey.of(sent), sent);
  }

  /** Puts an object in the place of the one with a key, as PUT does. */
  public Answer replace(ObjectKey at, ManifestObject sent) {
    return answer(() -> replaced(at, sent));
  }

  /** Changes an object, as PATCH does. */
  public Answer patch(ObjectKey key, Patch patch) {
    return answer(() -> patched(key, patch));
  }

  /** Changes the status of an object alone, as PATCH of the status subresource does. */
  public Answer patchStatus(ObjectKey key, Patch patch) {
    return answer(() -> statusPatched(key, patch));
  }

  /**
   * Creates an object, or makes it what its manifest now says, as {@code kubectl apply} does. A
   * status in the manifest is kept.
   */
  public Answer apply(ManifestObject sent) {
    Optional<ManifestObject> there = find(ObjectKey.of(sent));
    if (sent.name().isEmpty() || there.isEmpty()) {
      return withStatus(create(sent), sent);
    }
    return withStatus(answer(() -> applied(there.get(), sent)), sent);
  }

  /**
   * Applies objects, so that what they ask for by name is not given to others of them that ask for
   * anything. Namespaces come first; those that nobody makes are made.
   *
   * @throws io.kubenet.manifest.ManifestException if one is refused
   */
  public ApiServer load(List<ManifestObject> sent) {
    Allocators held =
        allocators.holding(StaticRequests.addresses(sent), StaticRequests.ports(sent));
    ApiServer server = new ApiServer(objects, held, revision);
    Iterable<ManifestObject> namespaces = Iterables.filter(sent, ApiServer::isNamespace);
    Iterable<ManifestObject> others = Iterables.filter(sent, one -> !isNamespace(one));
    for (ManifestObject object : Iterables.concat(namespaces, others)) {
      server = server.withNamespaceOf(object).apply(object).orThrow(object).server();
    }
    Allocators free = server.allocators.holding(ImmutableList.of(), ImmutableList.of());
    return new ApiServer(server.objects, free, server.revision);
  }

  /** Removes an object. */
  public Answer delete(ObjectKey key) {
    return answer(
        () -> {
          ManifestObject there = existing(key).object();
          Allocators left =
              key.kind().equals("Service")
                  ? ServiceAllocation.release(allocators, ServiceTree.of(there.tree()))
                  : allocators;
          ApiServer after = new ApiServer(objects.minus(key), left, revision + 1);
          return new Answer(200, Optional.of(there), Optional.empty(), List.of(), after);
        });
  }

  /** Asks for an object. */
  public Answer get(ObjectKey key) {
    return answer(
        () ->
            new Answer(
                200, Optional.of(existing(key).object()), Optional.empty(), List.of(), this));
  }

  /** An object. */
  public Optional<ManifestObject> find(ObjectKey key) {
    return Optional.ofNullable(objects.get(key)).map(Stored::object);
  }

  /** The objects of a kind, in the order of their namespaces and names. */
  public Stream<ManifestObject> list(String kind) {
    return objects.values().stream().map(Stored::object).filter(one -> one.kind().equals(kind));
  }

  /** All objects. */
  public Stream<ManifestObject> list() {
    return objects.values().stream().map(Stored::object);
  }

  private Answer answer(Supplier<Answer> request) {
    try {
      return request.get();
    } catch (Refused e) {
      return Answer.refused(e.error(), this);
    }
  }

  private Answer created(ManifestObject sent, Allocators before) {
    Draft draft = Draft.of(sent);
    requireNamespace(draft.object());
    Allocators after =
        draft.key().kind().equals("Service")
            ? ServiceAllocation.create(before, draft.object())
            : before;
    draft.rules().prepareForCreate(draft.tree());
    Causes causes = new Causes();
    MetadataRules.create(draft.located(), draft.rules()::name, causes);
    draft.rules().validate(draft.located(), causes);
    refuse(causes);
    if (objects.containsKey(draft.key())) {
      throw new Refused(ApiError.alreadyExists(draft.key().toString()));
    }
    return stored(201, draft, after);
  }

  private Answer replaced(ObjectKey at, ManifestObject sent) {
    Draft draft = Draft.of(sent);
    if (!at.name().equals(sent.name())) {
      throw new Refused(
          ApiError.badRequest(
              "the object is called '" + sent.name() + "', and the request asks for " + at.name()));
    }
    if (!objects.containsKey(at) && draft.rules().isCreatedByReplace()) {
      return created(sent, allocators);
    }
    Stored old = existing(at);
    String version = sent.tree().path("metadata").path("resourceVersion").asText();
    if (!version.isEmpty() && !version.equals(String.valueOf(old.revision()))) {
      throw new Refused(ApiError.conflict(at.toString()));
    }
    return updated(draft, old.object());
  }

  private Answer patched(ObjectKey key, Patch patch) {
    ManifestObject old = existing(key).object();
    return updated(patchedDraft(old, patch), old);
  }

  private Answer applied(ManifestObject old, ManifestObject sent) {
    Draft meant = Draft.of(sent);
    ObjectNode last = (ObjectNode) old.source().node();
    Patch patch = new ThreeWayPatch(last, sent.tree());
    return updated(Draft.of(meant.object().withTree(patch.applyTo(old.tree()))), old);
  }

  private static Draft patchedDraft(ManifestObject old, Patch patch) {
    try {
      return Draft.of(old.withTree(patch.applyTo(old.tree())));
    } catch (IllegalArgumentException e) {
      throw new Refused(
          new ApiError(422, "Invalid", "the patch does not fit: " + e.getMessage(), List.of()));
    } catch (Refused e) {
      throw Draft.badPatch(e.error().causes());
    }
  }

  private Answer updated(Draft draft, ManifestObject old) {
    ObjectNode tree = draft.tree();
    Trees.object(tree, "metadata").put("name", old.name());
    Allocators after =
        draft.key().kind().equals("Service")
            ? ServiceAllocation.update(allocators, draft.object(), ServiceTree.of(old.tree()))
            : allocators;
    draft.rules().prepareForUpdate(tree, old.tree());
    Causes causes = new Causes();
    MetadataRules.update(draft.located(), causes);
    draft.rules().validateUpdate(draft.located(), LocatedTree.of("", old.tree()), causes);
    refuse(causes);
    return stored(200, draft, after);
  }

  private Answer statusPatched(ObjectKey key, Patch patch) {
    ManifestObject old = existing(key).object();
    Draft draft = patchedDraft(old, patch);
    Trees.copyField(old.tree(), draft.tree(), "spec");
    Trees.copyField(old.tree(), draft.tree(), "metadata");
    Causes causes = new Causes();
    draft.rules().validateStatus(draft.located(), LocatedTree.of("", old.tree()), causes);
    refuse(causes);
    return stored(200, draft, allocators);
  }

  /** Keeps the status that a manifest gives. */
  private static Answer withStatus(Answer answer, ManifestObject sent) {
    if (answer.isRefused() || sent.tree().path("status").isEmpty()) {
      return answer;
    }
    ObjectNode status = sent.tree().objectNode();
    status.set("status", sent.tree().get("status"));
    ObjectKey key = ObjectKey.of(answer.object().orElseThrow());
    Answer after = answer.server().patchStatus(key, new Patch.Merge(status));
    return new Answer(
        after.isRefused() ? after.status() : answer.status(),
        after.object(),
        after.error(),
        answer.warnings(),
        after.server());
  }

  private Answer stored(int status, Draft draft, Allocators after) {
    List<String> warnings = draft.rules().warnings(draft.located());
    ManifestObject object = draft.object();
    Stored stored = new Stored(object, revision + 1);
    ApiServer server = new ApiServer(objects.plus(draft.key(), stored), after, revision + 1);
    return new Answer(status, Optional.of(object), Optional.empty(), warnings, server);
  }

  /** Gives an object with a generateName a name that nobody has. */
  private ManifestObject named(ManifestObject sent) {
    String prefix = sent.tree().path("metadata").path("generateName").asText();
    if (!sent.name().isEmpty() || prefix.isEmpty()) {
      return sent;
    }
    String name = prefix + NameSuffix.of(revision);
    ObjectNode tree = sent.tree().deepCopy();
    Trees.object(tree, "metadata").put("name", name);
    return new ManifestObject(
        sent.apiVersion(), sent.kind(), sent.namespace(), name, tree, sent.source());
  }

  private Stored existing(ObjectKey key) {
    Stored stored = objects.get(key);
    if (stored == null) {
      throw new Refused(ApiError.notFound(key.toString()));
    }
    return stored;
  }

  private void requireNamespace(ManifestObject object) {
    if (!object.namespace().isEmpty() && !hasNamespace(object.namespace())) {
      throw new Refused(ApiError.notFound("Namespace " + object.namespace()));
    }
  }

  private boolean hasNamespace(String name) {
    return objects.containsKey(new ObjectKey("Namespace", "", name));
  }

  private ApiServer withNamespaceOf(ManifestObject object) {
    String name = object.namespace();
    boolean isMissing = !name.isEmpty() && !hasNamespace(name) && Names.dnsLabel(name).isEmpty();
    return isMissing ? withNamespace(name) : this;
  }

  private ApiServer withNamespace(String name) {
    TextSource source =
        new TextSource(
            "the cluster", "{apiVersion: v1, kind: Namespace, metadata: {name: '" + name + "'}}");
    return create(ManifestReader.read(source).objects().get(0)).server();
  }

  private static boolean isNamespace(ManifestObject object) {
    return object.kind().equals("Namespace");
  }

  private static void refuse(Causes causes) {
    if (!causes.isEmpty()) {
      throw Refused.invalid(causes.found());
    }
  }
}
