package io.kubenet.controlplane.admission.validation;

import com.google.common.collect.ImmutableList;
import io.kubenet.manifest.FieldPath;
import io.kubenet.manifest.ManifestException;
import io.kubenet.manifest.ManifestObject;
import java.util.List;

/**
 * Why a request was refused.
 *
 * @param status the HTTP status
 * @param reason the API's word for it: {@code Invalid}, {@code NotFound}, ...
 * @param message what is wrong, where no field is to blame
 * @param causes the fields that are to blame
 */
public record ApiError(int status, String reason, String message, List<Cause> causes) {

  public ApiError {
    causes = ImmutableList.copyOf(causes);
  }

  static ApiError invalid(List<Cause> causes) {
    return new ApiError(422, "Invalid", "is invalid", causes);
  }

  public static ApiError badRequest(String message) {
    return new ApiError(400, "BadRequest", message, ImmutableList.of());
  }

  public static ApiError undecodable(List<Cause> causes) {
    return new ApiError(400, "BadRequest", "does not fit its kind", causes);
  }

  public static ApiError notFound(String what) {
    return new ApiError(404, "NotFound", what + " is not found", ImmutableList.of());
  }

  public static ApiError forbidden(String message) {
    return new ApiError(403, "Forbidden", message, ImmutableList.of());
  }

  public static ApiError alreadyExists(String what) {
    return new ApiError(409, "AlreadyExists", what + " exists already", ImmutableList.of());
  }

  public static ApiError conflict(String what) {
    return new ApiError(
        409, "Conflict", what + " has changed since that resourceVersion", ImmutableList.of());
  }

  public static ApiError internal(String message) {
    return new ApiError(500, "InternalError", message, ImmutableList.of());
  }

  /** An error for which the API has no word. */
  public static ApiError unnamed(String message) {
    return new ApiError(500, "", message, ImmutableList.of());
  }

  /** The same error as an exception that names the place in an object's text. */
  public ManifestException at(ManifestObject object) {
    if (causes.isEmpty()) {
      return object.error(FieldPath.ROOT, object + ": " + message);
    }
    Cause first = causes.get(0);
    List<String> rest = causes.stream().distinct().skip(1).map(Cause::toString).toList();
    String others =
        rest.isEmpty() ? "" : " (and " + rest.size() + " more: " + String.join("; ", rest) + ")";
    return object.error(WrittenPath.of(object, first.path()), first.message() + others);
  }
}
