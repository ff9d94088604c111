/** Gives cluster IPs, node ports and IP families to Services. */
package io.kubenet.controlplane.admission.allocation;
