/**
 * What the API server does to objects: decoding, defaulting, validation, allocation, updates, and
 * what networking reads of the objects that it has admitted.
 *
 * <p>{@link io.kubenet.controlplane.admission.ApiServer} is the door. Rules are those of Kubernetes
 * 1.36 with its feature gates at their defaults.
 */
package io.kubenet.controlplane.admission;
