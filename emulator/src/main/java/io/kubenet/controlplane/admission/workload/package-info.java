/** The rules of what makes Pods. */
package io.kubenet.controlplane.admission.workload;
