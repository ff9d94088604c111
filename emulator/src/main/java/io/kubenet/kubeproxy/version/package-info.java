/** What versions of kube-proxy differ in, each difference under its own name. */
package io.kubenet.kubeproxy.version;
