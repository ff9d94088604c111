package io.kubenet.controlplane.admission.validation;

/** Why a field is refused, by the names that the API has for it (metav1.CauseType). */
public enum CauseReason {
  INVALID("FieldValueInvalid"),
  REQUIRED("FieldValueRequired"),
  FORBIDDEN("FieldValueForbidden"),
  NOT_SUPPORTED("FieldValueNotSupported"),
  DUPLICATE("FieldValueDuplicate"),
  TOO_MANY("FieldValueTooMany"),
  TOO_LONG("FieldValueTooLong"),
  INTERNAL("InternalError"),
  TYPE_INVALID("FieldValueTypeInvalid"),
  UNKNOWN_FIELD("UnknownField");

  private final String text;

  CauseReason(String text) {
    this.text = text;
  }

  /** The API's name: {@code FieldValueInvalid}. */
  @Override
  public String toString() {
    return text;
  }
}
