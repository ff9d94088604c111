package io.kubenet.controlplane.admission;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;
import io.kubenet.controlplane.admission.validation.ApiError;
import io.kubenet.controlplane.kind.Kinds;
import io.kubenet.controlplane.store.ObjectKey;
import io.kubenet.manifest.ManifestObject;
import java.util.List;
import java.util.Optional;

/**
 * What the API server says to a request.
 *
 * @param status the HTTP status
 * @param object the object as it is stored now; empty for an error
 * @param error why the request was refused; empty if it was not
 * @param warnings what is unwise about it
 * @param server the server after the request; the same as before, if it was refused
 */
public record Answer(
    int status,
    Optional<ManifestObject> object,
    Optional<ApiError> error,
    List<String> warnings,
    ApiServer server) {

  public Answer {
    warnings = ImmutableList.copyOf(warnings);
  }

  static Answer of(int status, ManifestObject object, ApiServer server) {
    ManifestObject shown = object.withTree(Kinds.of(object.kind()).rules().shown(object.tree()));
    return new Answer(status, Optional.of(shown), Optional.empty(), ImmutableList.of(), server);
  }

  static Answer refused(ApiError error, ApiServer server) {
    return new Answer(
        error.status(), Optional.empty(), Optional.of(error), ImmutableList.of(), server);
  }

  /** The same with more warnings. */
  Answer with(List<String> others) {
    List<String> all = ImmutableList.<String>builder().addAll(warnings).addAll(others).build();
    return new Answer(status, object, error, all, server);
  }

  /** This answer, after the status of the manifest is written too. */
  Answer withStatusOf(ManifestObject sent) {
    ObjectNode patch = sent.tree().objectNode();
    patch.set("status", sent.tree().get("status"));
    ObjectKey key = ObjectKey.of(object.orElseThrow());
    Answer after = server.patchStatus(key, new Patch.Merge(patch));
    return after.isRefused()
        ? after
        : new Answer(status, after.object, Optional.empty(), warnings, after.server);
  }

  public boolean isRefused() {
    return error.isPresent();
  }

  /**
   * This answer, if it is no error.
   *
   * @param asked the object that the request was about
   * @throws io.kubenet.manifest.ManifestException naming the place in the object's text
   */
  public Answer orThrow(ManifestObject asked) {
    if (error.isPresent()) {
      throw error.get().at(asked);
    }
    return this;
  }
}
