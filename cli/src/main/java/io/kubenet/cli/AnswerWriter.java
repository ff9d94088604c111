package io.kubenet.cli;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.Writer;

/** Ends the progress line before the first letter of an answer. */
final class AnswerWriter extends FilterWriter {

  private final Progress progress;

  AnswerWriter(Writer out, Progress progress) {
    super(out);
    this.progress = progress;
  }

  @Override
  public void write(int letter) throws IOException {
    progress.close();
    super.write(letter);
  }

  @Override
  public void write(char[] letters, int offset, int length) throws IOException {
    progress.close();
    super.write(letters, offset, length);
  }

  @Override
  public void write(String text, int offset, int length) throws IOException {
    progress.close();
    super.write(text, offset, length);
  }
}
