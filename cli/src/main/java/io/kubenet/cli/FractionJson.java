package io.kubenet.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubenet.chance.Fraction;

/** Probabilities as JSON: the nearest number, and the exact fraction. */
final class FractionJson {

  private FractionJson() {}

  static void put(Fraction probability, ObjectNode object) {
    object.put("probability", probability.doubleValue());
    object.put("numerator", probability.numerator().toString());
    object.put("denominator", probability.denominator().toString());
  }
}
