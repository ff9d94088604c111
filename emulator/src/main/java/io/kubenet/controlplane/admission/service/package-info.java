/** The rules of Services. */
package io.kubenet.controlplane.admission.service;
