package io.kubenet.manifest;

import com.google.common.collect.ImmutableList;
import java.util.List;

/**
 * A text that holds documents in YAML or JSON.
 *
 * @param name what to call it in errors: a file's name, {@code -} for the standard input
 * @param text the text
 */
public record TextSource(String name, String text) {

  /** Its documents that hold something, in order. */
  public List<LocatedTree> documents() {
    return parsed().stream()
        .map(document -> new LocatedTree(name, FieldPath.ROOT, document.mark(), document.node()))
        .collect(ImmutableList.toImmutableList());
  }

  /** What starts with a brace is JSON, or YAML in its flow style where it is no JSON. */
  private List<ParsedNode> parsed() {
    if (!JsonText.isMeantBy(text)) {
      return new YamlText(name, text).documents();
    }
    try {
      return new JsonText(name, text).documents();
    } catch (ManifestException noJson) {
      return flowStyle(noJson);
    }
  }

  private List<ParsedNode> flowStyle(ManifestException noJson) {
    try {
      return new YamlText(name, text).documents();
    } catch (ManifestException e) {
      throw noJson;
    }
  }
}
