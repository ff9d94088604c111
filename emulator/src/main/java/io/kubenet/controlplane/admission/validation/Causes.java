package io.kubenet.controlplane.admission.validation;

import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableList;
import io.kubenet.manifest.FieldPath;
import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with an object. */
public final class Causes {

  private final List<Cause> found = new ArrayList<>();

  public List<Cause> found() {
    return ImmutableList.copyOf(found);
  }

  public boolean isEmpty() {
    return found.isEmpty();
  }

  public int size() {
    return found.size();
  }

  /** A value that breaks a rule; the rule reads on after the value: {@code must be a number}. */
  public void invalid(FieldPath path, Object value, String rule) {
    add(path, CauseReason.INVALID, quoted(value) + " " + rule);
  }

  /** Each of some rules that a value breaks. */
  public void invalid(FieldPath path, Object value, List<String> rules) {
    rules.forEach(rule -> invalid(path, value, rule));
  }

  public void required(FieldPath path) {
    add(path, CauseReason.REQUIRED, "is required");
  }

  public void required(FieldPath path, String why) {
    add(path, CauseReason.REQUIRED, "is required: " + why);
  }

  public void forbidden(FieldPath path, String rule) {
    add(path, CauseReason.FORBIDDEN, rule);
  }

  public void duplicate(FieldPath path, Object value) {
    add(path, CauseReason.DUPLICATE, quoted(value) + " is there twice");
  }

  public void notSupported(FieldPath path, String value, Iterable<String> supported) {
    add(
        path,
        CauseReason.NOT_SUPPORTED,
        quoted(value) + " is not supported; supported are " + Joiner.on(", ").join(supported));
  }

  public void tooMany(FieldPath path, int count, int most) {
    add(path, CauseReason.TOO_MANY, "has " + count + " items; " + most + " are allowed");
  }

  public void add(FieldPath path, CauseReason reason, String message) {
    found.add(new Cause(path, reason, message));
  }

  private static String quoted(Object value) {
    return value instanceof String text ? "'" + text + "'" : String.valueOf(value);
  }
}
