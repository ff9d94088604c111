/** The EndpointSlice controllers: Services, Pods and Nodes in, slices with their hints out. */
package io.kubenet.controlplane.endpoints;
