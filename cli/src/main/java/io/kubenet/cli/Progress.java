package io.kubenet.cli;

import java.io.PrintWriter;
import java.util.Timer;
import java.util.TimerTask;

/** A line on a terminal that says each second that work goes on; it goes when the answer comes. */
final class Progress implements AutoCloseable {

  private static final String CLEAR = "\r\u001b[K";
  private static final long SECOND = 1000;

  private final PrintWriter err;
  private final String command;
  private final Timer timer = new Timer("progress", true);
  private int seconds;
  private boolean isOver;

  Progress(PrintWriter err, String command) {
    this.err = err;
    this.command = command;
  }

  /** Begins to tell, a second from now. */
  Progress started() {
    timer.schedule(
        new TimerTask() {
          @Override
          public void run() {
            tick();
          }
        },
        SECOND,
        SECOND);
    return this;
  }

  /** A second is over. */
  synchronized void tick() {
    if (isOver) {
      return;
    }
    seconds++;
    err.print(CLEAR + command + ": working, " + seconds + " s");
    err.flush();
  }

  /** Takes the line away. */
  @Override
  public synchronized void close() {
    timer.cancel();
    if (!isOver && seconds > 0) {
      err.print(CLEAR);
      err.flush();
    }
    isOver = true;
  }
}
