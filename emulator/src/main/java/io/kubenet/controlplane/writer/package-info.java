/** Writes down objects that are known as values, as manifests say them. */
package io.kubenet.controlplane.writer;
