/** When a kube-proxy syncs: how each version bounds the frequency of its syncs. */
package io.kubenet.kubeproxy.runner;
