package io.kubenet.conformance.kernel;

import com.sun.jna.Library;
import com.sun.jna.Native;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A network namespace that this process made, and a thread that lives in it: what that thread opens
 * is of the namespace, whoever uses it afterwards.
 */
public final class Namespace implements AutoCloseable {

  /** The three calls of libc that Java has no words for. */
  interface LibC extends Library {
    int open(String path, int flags);

    int close(int descriptor);

    int setns(int descriptor, int type);
  }

  private static final LibC LIBC = Native.load("c", LibC.class);
  private static final int CLONE_NEWNET = 0x40000000;

  private final String name;
  private final ExecutorService thread;

  private Namespace(String name, ExecutorService thread) {
    this.name = name;
    this.thread = thread;
  }

  /** Makes a namespace; its loopback is up. */
  public static Namespace create(String name) {
    Shell.run(List.of("ip", "netns", "add", name), "");
    ExecutorService thread =
        Executors.newSingleThreadExecutor(
            task -> {
              Thread made = new Thread(task, name);
              made.setDaemon(true);
              return made;
            });
    Namespace namespace = new Namespace(name, thread);
    namespace.call(
        () -> {
          enter(name);
          return name;
        });
    namespace.ip("link set lo up");
    return namespace;
  }

  public String name() {
    return name;
  }

  /** Runs {@code ip} commands in it, one a line. */
  public void ip(String... commands) {
    Shell.run(List.of("ip", "-n", name, "-batch", "-"), String.join("\n", commands) + "\n");
  }

  /** Runs a program in it. */
  public String run(String input, String... command) {
    List<String> whole = new ArrayList<>(List.of("ip", "netns", "exec", name));
    whole.addAll(List.of(command));
    return Shell.run(whole, input);
  }

  /**
   * Sets a value below /proc/sys/net.
   *
   * @param key as sysctl writes it without "net.", with slashes
   */
  public void sysctl(String key, String value) {
    call(() -> Files.writeString(Path.of("/proc/sys/net", key), value));
  }

  /** Does something on the thread that lives in it. */
  public <T> T call(Callable<T> task) {
    try {
      return thread.submit(task).get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("in namespace " + name + ": " + e.getCause(), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
    Shell.run(List.of("ip", "netns", "del", name), "");
  }

  private static void enter(String name) throws IOException {
    int descriptor = LIBC.open("/var/run/netns/" + name, 0);
    try {
      if (descriptor < 0 || LIBC.setns(descriptor, CLONE_NEWNET) != 0) {
        throw new UncheckedIOException(
            new IOException("setns to " + name + ": errno " + Native.getLastError()));
      }
    } finally {
      LIBC.close(descriptor);
    }
  }
}
