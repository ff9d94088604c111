/** The control plane and the kubelets over time: who does what at which instant. */
package io.kubenet.controlplane.time;
