/**
 * Arbitrary clusters for jqwik properties: immutable specs that shrink to small manifests and print
 * as YAML.
 */
package io.kubenet.jqwik;
