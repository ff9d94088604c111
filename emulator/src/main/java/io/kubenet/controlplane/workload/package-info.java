/** Workloads: what makes Pods, as values. */
package io.kubenet.controlplane.workload;
