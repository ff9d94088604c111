package io.kubenet.lifecycle;

import java.time.Duration;

/**
 * Something that happens to a container of a pod.
 *
 * @param at the instant
 * @param container the container's name
 * @param kind what happens
 */
public record LifeEvent(Duration at, String container, Kind kind) {

  /** What happens to a container. */
  public enum Kind {
    STARTED("started"),
    LISTENING("listens"),
    STARTUP_SUCCEEDED("startup probe succeeded"),
    READY("is ready"),
    STARTUP_FAILED("startup probe failed, and it is restarted"),
    PRE_STOP_BEGAN("preStop began"),
    PRE_STOP_ENDED("preStop ended"),
    SIGTERM("got SIGTERM"),
    LISTENER_CLOSED("listens no more"),
    UNREADY("is not ready"),
    SIGKILL("got SIGKILL"),
    ENDED("ended");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    /** In words: {@code got SIGTERM}. */
    @Override
    public String toString() {
      return words;
    }
  }
}
