package io.kubenet.finding;

import java.util.Optional;

/**
 * Something wrong or suspicious in what is stored: accepted by the API server, but hardly meant.
 *
 * @param severity how bad it is
 * @param subject what it is about
 * @param place where that was written: {@code shop.yaml:14}; empty for what no manifest says
 * @param problem what is so, and what follows from it
 * @param remedy what to do about it
 */
public record Finding(
    Severity severity, Subject subject, Optional<String> place, String problem, String remedy) {

  /** How bad a finding is. */
  public enum Severity {
    /** It does not work. */
    ERROR("error"),
    /** It works in part, or not as it seems to. */
    WARNING("warning");

    private final String text;

    Severity(String text) {
      this.text = text;
    }

    /** {@code error}. */
    @Override
    public String toString() {
      return text;
    }
  }

  /**
   * A part of an object.
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

  public static Finding error(Subject subject, String problem, String remedy) {
    return new Finding(Severity.ERROR, subject, Optional.empty(), problem, remedy);
  }

  public static Finding warning(Subject subject, String problem, String remedy) {
    return new Finding(Severity.WARNING, subject, Optional.empty(), problem, remedy);
  }

  public Finding withPlace(String written) {
    return new Finding(severity, subject, Optional.of(written), problem, remedy);
  }

  /** {@code shop.yaml:14: error: Service shop/api spec.selector: what is wrong; what to do}. */
  @Override
  public String toString() {
    String where = place.map(written -> written + ": ").orElse("");
    return where + severity + ": " + subject + ": " + problem + "; " + remedy;
  }
}
