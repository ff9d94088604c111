/** The rules of every kind, each found by its name. */
package io.kubenet.controlplane.admission.kind;
