package io.kubenet.controlplane.admission;

import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableList;
import io.kubenet.manifest.FieldPath;
import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with an object. */
final class Causes {

  private final List<Cause> found = new ArrayList<>();

  List<Cause> found() {
    return ImmutableList.copyOf(found);
  }

  boolean isEmpty() {
    return found.isEmpty();
  }

  int size() {
    return found.size();
  }

  /** A value that breaks a rule; the rule reads on after the value: {@code must be a number}. */
  void invalid(FieldPath path, Object value, String rule) {
    add(path, CauseReason.INVALID, quoted(value) + " " + rule);
  }

  /** Each of some rules that a value breaks. */
  void invalid(FieldPath path, Object value, List<String> rules) {
    rules.forEach(rule -> invalid(path, value, rule));
  }

  void required(FieldPath path) {
    add(path, CauseReason.REQUIRED, "is required");
  }

  void required(FieldPath path, String why) {
    add(path, CauseReason.REQUIRED, "is required: " + why);
  }

  void forbidden(FieldPath path, String rule) {
    add(path, CauseReason.FORBIDDEN, rule);
  }

  void duplicate(FieldPath path, Object value) {
    add(path, CauseReason.DUPLICATE, quoted(value) + " is there twice");
  }

  void notSupported(FieldPath path, String value, Iterable<String> supported) {
    add(
        path,
        CauseReason.NOT_SUPPORTED,
        quoted(value) + " is not supported; supported are " + Joiner.on(", ").join(supported));
  }

  void tooMany(FieldPath path, int count, int most) {
    add(path, CauseReason.TOO_MANY, "has " + count + " items; " + most + " are allowed");
  }

  void add(FieldPath path, CauseReason reason, String message) {
    found.add(new Cause(path, reason, message));
  }

  void addAll(List<Cause> others) {
    found.addAll(others);
  }

  private static String quoted(Object value) {
    return value instanceof String text ? "'" + text + "'" : String.valueOf(value);
  }
}
