/** What one node is told, and what is kept from one sync to the next. */
package io.kubenet.kubeproxy.sync;
