/** Which endpoints of a Service a node may use. */
package io.kubenet.kubeproxy.selection;
