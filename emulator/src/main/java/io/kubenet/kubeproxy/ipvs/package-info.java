/** Writes what ipvs mode needs: virtual servers, ipsets, and few rules (pkg/proxy/ipvs). */
package io.kubenet.kubeproxy.ipvs;
