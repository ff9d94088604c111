package io.kubenet.controlplane.admission;

import java.util.List;

/** Ends the handling of a request; the API server turns it into an answer. */
final class Refused extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final transient ApiError error;

  Refused(ApiError error) {
    super(error.message());
    this.error = error;
  }

  static Refused invalid(List<Cause> causes) {
    return new Refused(ApiError.invalid(causes));
  }

  ApiError error() {
    return error;
  }
}
