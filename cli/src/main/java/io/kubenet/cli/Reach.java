package io.kubenet.cli;

import io.kubenet.Connections;

/**
 * What was asked, and every way that it can go.
 *
 * @param probe what was asked
 * @param connections the ways
 * @param unheeded the policies of the cluster that no answer heeds
 */
record Reach(Probe probe, Connections connections, Unheeded unheeded) {}
