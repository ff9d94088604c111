/** What every kube-proxy reads of the Services and EndpointSlices of a cluster. */
package io.kubenet.kubeproxy.services;
