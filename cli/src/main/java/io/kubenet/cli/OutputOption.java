package io.kubenet.cli;

import picocli.CommandLine.Option;

/** The option that says how an answer is written, where there is no page of it. */
final class OutputOption {

  @Option(names = "-o", defaultValue = "text", paramLabel = "text|json")
  private OutputFormat format;

  boolean isJson() {
    if (format == OutputFormat.HTML) {
      throw new IllegalArgumentException("-o html is for trace and matrix; this is text or json");
    }
    return format == OutputFormat.JSON;
  }
}
