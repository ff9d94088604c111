package io.kubenet.controlplane.diagnosis;

import io.kubenet.finding.Finding;
import io.kubenet.finding.FindingKind;

/**
 * A finding that does not know its place yet.
 *
 * @param kind what sort of thing it is
 * @param severity how bad it is
 * @param field the field that it is about
 * @param problem what is wrong
 * @param remedy what to do about it
 */
record Raw(
    FindingKind kind, Finding.Severity severity, String field, String problem, String remedy) {

  static Raw error(FindingKind kind, String field, String problem, String remedy) {
    return new Raw(kind, Finding.Severity.ERROR, field, problem, remedy);
  }

  static Raw warning(FindingKind kind, String field, String problem, String remedy) {
    return new Raw(kind, Finding.Severity.WARNING, field, problem, remedy);
  }

  static Raw note(FindingKind kind, String field, String problem, String remedy) {
    return new Raw(kind, Finding.Severity.NOTE, field, problem, remedy);
  }
}
