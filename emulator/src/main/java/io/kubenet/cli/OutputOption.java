package io.kubenet.cli;

import picocli.CommandLine.Option;

/** The option that says how an answer is written. */
final class OutputOption {

  @Option(names = "-o", defaultValue = "text", paramLabel = "text|json")
  private OutputFormat format;

  boolean isJson() {
    return format == OutputFormat.JSON;
  }
}
