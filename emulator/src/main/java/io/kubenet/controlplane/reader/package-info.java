/** Reads Pods and workloads from trees, in so far as controllers and scheduler read them. */
package io.kubenet.controlplane.reader;
