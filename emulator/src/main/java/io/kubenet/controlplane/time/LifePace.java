package io.kubenet.controlplane.time;

import io.kubenet.controlplane.loop.Timing;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * How long everything takes in a control plane and on its nodes.
 *
 * @param lives how pods start and end
 * @param timing how long controllers and the scheduler take
 * @param nodeMonitor draws how long it takes until a node that fell silent is found
 */
public record LifePace(PodLives lives, Timing timing, Supplier<Duration> nodeMonitor) {}
