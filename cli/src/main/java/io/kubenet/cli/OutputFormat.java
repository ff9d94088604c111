package io.kubenet.cli;

/** How an answer is written. */
enum OutputFormat {
  TEXT,
  JSON,
  HTML
}
