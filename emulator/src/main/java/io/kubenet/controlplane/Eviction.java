package io.kubenet.controlplane;

/**
 * What the eviction API answers (registry/core/pod/storage/eviction.go, v1.36).
 *
 * @param code the HTTP status: 201 if the Pod is deleted now, 429 if a budget does not allow it
 *     now, 500 if more than one budget is about the Pod
 * @param message why not; empty if it is deleted
 * @param cause what the budget needs and has; empty where no budget refuses
 */
public record Eviction(int code, String message, String cause) {

  static final Eviction CREATED = new Eviction(201, "", "");

  /** Whether the Pod is deleted. */
  public boolean isAllowed() {
    return code == 201;
  }
}
