package io.kubenet.cli;

import picocli.CommandLine.Option;

/** The option that says how an answer is written, where there is a page of it too. */
final class PageOutputOption {

  @Option(names = "-o", defaultValue = "text", paramLabel = "text|json|html")
  private OutputFormat format;

  OutputFormat format() {
    return format;
  }
}
