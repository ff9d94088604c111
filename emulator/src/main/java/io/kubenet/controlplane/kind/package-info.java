/** What is known of each kind of objects, told once. */
package io.kubenet.controlplane.kind;
