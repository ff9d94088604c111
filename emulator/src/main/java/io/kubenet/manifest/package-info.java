/** Reads YAML and JSON to trees that know the file and line of each of their parts. */
package io.kubenet.manifest;
