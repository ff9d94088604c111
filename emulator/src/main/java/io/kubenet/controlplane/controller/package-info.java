/** The controllers of workloads, each a step towards what its workload wants. */
package io.kubenet.controlplane.controller;
