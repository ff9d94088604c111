package io.kubenet.trace;

/**
 * An object of the API that a story is about, so that its place in the manifests can be found.
 *
 * @param kind its kind: {@code Service}
 * @param name its namespace and name, or its name alone where its kind has no namespaces: {@code
 *     shop/api}
 */
public record ObjectRef(String kind, String name) {

  /** {@code Service shop/api}. */
  @Override
  public String toString() {
    return kind + " " + name;
  }
}
