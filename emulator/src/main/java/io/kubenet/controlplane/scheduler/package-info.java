/** The scheduler: which node a Pod runs on, or why none. */
package io.kubenet.controlplane.scheduler;
