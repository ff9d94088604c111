/**
 * What the rules of all kinds are told in: causes, and the rules of names, addresses and metadata.
 */
package io.kubenet.controlplane.admission.validation;
