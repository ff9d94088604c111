/** The rules of Pods, and of the templates of them. */
package io.kubenet.controlplane.admission.pod;
