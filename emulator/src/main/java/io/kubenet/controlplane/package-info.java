/** What the API server, the controllers, the scheduler and the kubelets make of manifests. */
package io.kubenet.controlplane;
