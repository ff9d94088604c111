/** What kubelets and the network plug-in do to Pods that have a node. */
package io.kubenet.controlplane.kubelet;
