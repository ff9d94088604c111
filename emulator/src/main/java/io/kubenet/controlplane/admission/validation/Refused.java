package io.kubenet.controlplane.admission.validation;

import java.util.List;

/** Ends the handling of a request; the API server turns it into an answer. */
public final class Refused extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final transient ApiError error;

  public Refused(ApiError error) {
    super(error.message());
    this.error = error;
  }

  public static Refused invalid(List<Cause> causes) {
    return new Refused(ApiError.invalid(causes));
  }

  public ApiError error() {
    return error;
  }
}
