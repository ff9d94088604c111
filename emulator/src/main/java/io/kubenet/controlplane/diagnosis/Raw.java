package io.kubenet.controlplane.diagnosis;

import io.kubenet.finding.Finding;

/**
 * A finding that does not know its place yet.
 *
 * @param severity how bad it is
 * @param field the field that it is about
 * @param problem what is wrong
 * @param remedy what to do about it
 */
record Raw(Finding.Severity severity, String field, String problem, String remedy) {

  static Raw error(String field, String problem, String remedy) {
    return new Raw(Finding.Severity.ERROR, field, problem, remedy);
  }

  static Raw warning(String field, String problem, String remedy) {
    return new Raw(Finding.Severity.WARNING, field, problem, remedy);
  }
}
