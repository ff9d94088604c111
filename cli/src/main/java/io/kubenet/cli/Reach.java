package io.kubenet.cli;

import io.kubenet.Connections;

/**
 * What was asked, and every way that it can go.
 *
 * @param probe what was asked
 * @param connections the ways
 */
record Reach(Probe probe, Connections connections) {}
