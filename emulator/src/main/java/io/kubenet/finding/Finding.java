package io.kubenet.finding;

import java.util.Optional;

/**
 * Something wrong or suspicious in what is stored: accepted by the API server, but hardly meant.
 *
 * @param kind what sort of thing it is
 * @param severity how bad it is
 * @param subject what it is about
 * @param place where that was written: {@code shop.yaml:14}; empty for what no manifest says
 * @param problem what is so, and what follows from it
 * @param remedy what to do about it
 */
public record Finding(
    FindingKind kind,
    Severity severity,
    Subject subject,
    Optional<Place> place,
    String problem,
    String remedy) {

  /**
   * A line of a manifest.
   *
   * @param file the file as it was named; {@code -} for the standard input
   * @param line the line, counted from 1
   */
  public record Place(String file, int line) {

    /** {@code shop.yaml:14}. */
    @Override
    public String toString() {
      return file + ":" + line;
    }
  }

  /** How bad a finding is. */
  public enum Severity {
    /** It does not work. */
    ERROR("error"),
    /** It works in part, or not as it seems to. */
    WARNING("warning"),
    /** It works, and costs something that may not have been thought of. */
    NOTE("note");

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

  public static Finding error(FindingKind kind, Subject subject, String problem, String remedy) {
    return new Finding(kind, Severity.ERROR, subject, Optional.empty(), problem, remedy);
  }

  public static Finding warning(FindingKind kind, Subject subject, String problem, String remedy) {
    return new Finding(kind, Severity.WARNING, subject, Optional.empty(), problem, remedy);
  }

  public Finding withPlace(Place written) {
    return new Finding(kind, severity, subject, Optional.of(written), problem, remedy);
  }

  /** The stable name of its sort: {@code selector-matches-no-pod}. */
  public String id() {
    return kind.id();
  }

  /** {@code shop.yaml:14: error: Service shop/api spec.selector: what is wrong; what to do}. */
  @Override
  public String toString() {
    String where = place.map(written -> written + ": ").orElse("");
    return where + severity + ": " + subject + ": " + problem + "; " + remedy;
  }
}
