package io.kubenet.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubenet.finding.Finding;
import io.kubenet.finding.Finding.Severity;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Findings for people, and as JSON for machines.
 *
 * @param palette the colours of the text
 */
record FindingReport(Palette palette) {

  String text(List<Finding> findings) {
    return findings.stream()
        .map(finding -> line(finding) + "\n")
        .collect(Collectors.joining("", "", summary(findings)));
  }

  private String line(Finding finding) {
    String severity = finding.severity().toString();
    return "%s%s: %s: %s [%s]\n    %s"
        .formatted(
            finding.place().map(place -> place + ": ").orElse(""),
            finding.severity() == Severity.ERROR
                ? palette.bad(severity)
                : palette.suspicious(severity),
            finding.subject(),
            finding.problem(),
            finding.id(),
            finding.remedy());
  }

  private static String summary(List<Finding> findings) {
    long notes = count(findings, Severity.NOTE);
    return findings.isEmpty()
        ? "nothing found"
        : "%d found: errors %d, warnings %d%s"
            .formatted(
                findings.size(),
                count(findings, Severity.ERROR),
                count(findings, Severity.WARNING),
                notes == 0 ? "" : ", notes " + notes);
  }

  private static long count(List<Finding> findings, Severity severity) {
    return findings.stream().filter(finding -> finding.severity() == severity).count();
  }

  /** A list of {@code {"id": ..., "severity": ..., "file": ..., "line": ..., "kind": ..., ...}}. */
  static ArrayNode json(List<Finding> findings) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    findings.forEach(finding -> array.add(json(finding)));
    return array;
  }

  private static ObjectNode json(Finding finding) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    object.put("id", finding.id());
    object.put("severity", finding.severity().toString());
    finding.place().ifPresent(place -> locate(object, place));
    object.put("kind", finding.subject().kind());
    object.put("name", finding.subject().name());
    object.put("path", finding.subject().path());
    object.put("problem", finding.problem());
    object.put("remedy", finding.remedy());
    return object;
  }

  private static void locate(ObjectNode object, Finding.Place place) {
    object.put("file", place.file());
    object.put("line", place.line());
  }
}
