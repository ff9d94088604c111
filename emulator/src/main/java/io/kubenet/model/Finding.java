package io.kubenet.model;

/**
 * Something wrong or suspicious in what is stored: accepted by the API server, but hardly meant.
 *
 * @param severity how bad it is
 * @param subject where it is
 * @param message what is so, and what follows from it
 * @param remedy what to do about it
 */
public record Finding(Severity severity, Subject subject, String message, String remedy) {

  /** How bad a finding is. */
  public enum Severity {
    /** Something does not work. */
    ERROR,
    /** Something is hardly meant. */
    WARNING
  }

  /**
   * A place in an object.
   *
   * @param kind the object's kind
   * @param name its name, after its namespace if it is in one: {@code shop/api}
   * @param path the path of a field: {@code spec.ingress[0]}
   */
  public record Subject(String kind, String name, String path) {

    /** {@code NetworkPolicy shop/api spec.ingress[0]}. */
    @Override
    public String toString() {
      return kind + " " + name + " " + path;
    }
  }

  public static Finding warning(Subject subject, String message, String remedy) {
    return new Finding(Severity.WARNING, subject, message, remedy);
  }
}
