/** Pods as the controllers and the scheduler see them: more of them than networking reads. */
package io.kubenet.controlplane.pod;
