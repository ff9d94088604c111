package io.kubenet.manifest;

/**
 * What is wrong with a text, in one line that says where: {@code shop.yaml:14: spec.ports[0].port
 * must be 1 to 65535, is 70000}.
 */
public final class ManifestException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final transient Place place;
  private final transient FieldPath path;

  public ManifestException(Place place, FieldPath path, String problem) {
    super(place + ": " + (path.isRoot() ? "" : path + " ") + oneLine(problem));
    this.place = place;
    this.path = path;
  }

  public Place place() {
    return place;
  }

  /** The part that is wrong; the root where the text is no tree. */
  public FieldPath path() {
    return path;
  }

  private static String oneLine(String problem) {
    return problem.replaceAll("\\s*[\\r\\n]+\\s*", " ").strip();
  }
}
