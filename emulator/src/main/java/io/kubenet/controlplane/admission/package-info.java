/**
 * What the API server does to objects: decoding, defaulting, validation, allocation, updates.
 *
 * <p>{@link io.kubenet.controlplane.admission.ApiServer} is the door. Rules are those of Kubernetes
 * 1.36 with its feature gates at their defaults. The parts below stand in this order: {@code
 * validation}, {@code pod} and {@code service}, {@code workload} and {@code allocation}, {@code
 * kind}.
 */
package io.kubenet.controlplane.admission;
