package io.kubenet.manifest;

import com.google.common.collect.ImmutableSet;

/** The type of a field of an API object. */
sealed interface FieldType {

  /**
   * A value without parts.
   *
   * @param name {@code string}, {@code int32}, {@code quantity}, ...
   * @param isPointer whether its zero value differs from its absence
   */
  record Scalar(String name, boolean isPointer) implements FieldType {}

  /**
   * A list.
   *
   * @param item the type of its items
   */
  record ListOf(FieldType item) implements FieldType {}

  /**
   * A map from strings.
   *
   * @param value the type of its values
   */
  record MapOf(FieldType value) implements FieldType {}

  /**
   * An object of a type of the API.
   *
   * @param name the type's name
   */
  record Struct(String name) implements FieldType {}

  ImmutableSet<String> SCALARS =
      ImmutableSet.of(
          "string",
          "int32",
          "int64",
          "boolean",
          "number",
          "intOrString",
          "quantity",
          "time",
          "bytes",
          "any");

  /** Reads {@code [ServicePort]}, {@code {string}}, {@code *int32}, {@code ObjectMeta}. */
  static FieldType of(String text) {
    String inner = text.substring(1, Math.max(1, text.length() - 1));
    return switch (text.charAt(0)) {
      case '[' -> new ListOf(of(inner));
      case '{' -> new MapOf(of(inner));
      case '*' -> new Scalar(text.substring(1), true);
      default -> SCALARS.contains(text) ? new Scalar(text, false) : new Struct(text);
    };
  }
}
