package io.kubenet.model;

/** A port by its number or by its name: Kubernetes' IntOrString. */
public sealed interface PortReference {

  /**
   * A port by its number.
   *
   * @param number the number
   */
  record Numbered(int number) implements PortReference {
    @Override
    public String toString() {
      return Integer.toString(number);
    }
  }

  /**
   * A port by the name that a container gives it.
   *
   * @param name the name
   */
  record Named(String name) implements PortReference {
    @Override
    public String toString() {
      return name;
    }
  }
}
