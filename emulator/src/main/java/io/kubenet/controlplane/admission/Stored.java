package io.kubenet.controlplane.admission;

import io.kubenet.manifest.ManifestObject;

/**
 * An object in the store.
 *
 * @param object the object
 * @param revision the number of the change that made it so: its resourceVersion
 */
record Stored(ManifestObject object, long revision) {}
