/** What people get wrong in manifests, found in a cluster that they made. */
package io.kubenet.controlplane.diagnosis;
