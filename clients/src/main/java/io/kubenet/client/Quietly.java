package io.kubenet.client;

import java.io.IOException;

/** Closes what may be closed already: what a failure to close says is of no use to anybody. */
final class Quietly {

  /** Something that is closed. */
  interface Closing {
    void run() throws IOException;
  }

  private Quietly() {}

  static void run(Closing closing) {
    try {
      closing.run();
    } catch (IOException alreadyClosed) {
      // It was closed before, which is what was asked for.
    }
  }
}
