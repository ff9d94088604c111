/** How kube-proxies are set up, and their configuration file. */
package io.kubenet.kubeproxy.config;
