/** What the controllers share: all objects, persistent and indexed by what controllers ask for. */
package io.kubenet.controlplane.store;
